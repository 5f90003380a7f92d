// Starts a Node function: `node bootstrap.cjs`, with the environment AWS Lambda documents for a runtime.
// CommonJS, although handlers may be either: a program that starts as an ES module takes several milliseconds longer to start.
'use strict';

require('./runtime/loop.cjs').run();
