'use strict';

// With nodejs24.x AWS's runtime became another: no callbacks, everything imported, a handler's plain return value counts.
// What the function asked for decides, and not which Node happens to run it.
const asked = /^AWS_Lambda_nodejs(\d+)/.exec(process.env.AWS_EXECUTION_ENV ?? '');

module.exports = { isModern: asked !== null && Number(asked[1]) >= 24 };
