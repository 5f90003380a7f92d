// Finds the handler that `_HANDLER` names.
'use strict';

const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');
const {
  CallbackHandlerDeprecated, HandlerNotFound, ImportModuleError, MalformedHandlerName, ResponseStreamingNotSupported,
  UserCodeSyntaxError,
} = require('./errors.cjs');
const { isModern } = require('./version.cjs');

const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');
const NO_STREAMING = 'Response streaming (awslambda.streamifyResponse) is not supported here: return the whole response from the handler.';

// `file.method`, `folder/file.method` or `file.object.method`; each failure has AWS's type and text.
async function load(root, name) {
  if (name.includes('..')) {
    throw new MalformedHandlerName(
      `'${name}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`);
  }
  const last = path.basename(name);
  const parts = /^([^.]*)\.(.*)$/.exec(last);
  if (parts === null) {
    throw new MalformedHandlerName('Bad handler');
  }
  const folder = name.slice(0, name.length - last.length);
  defineStreaming();
  const loaded = await loadModule(root, folder, parts[1]);
  const handler = find(loaded, parts[2]) ?? find(loaded?.default, parts[2]);
  if (!handler) {
    throw new HandlerNotFound(`${name} is undefined or not exported`);
  }
  if (typeof handler !== 'function') {
    throw new HandlerNotFound(`${name} is not a function`);
  }
  if (handler[STREAMING]) {
    throw new ResponseStreamingNotSupported(NO_STREAMING);
  }
  refuseCallback(handler);
  return handler;
}

function find(loaded, names) {
  return names.split('.').reduce((inner, key) => inner && inner[key], loaded);
}

async function loadModule(root, folder, name) {
  const file = path.resolve(root, folder, name);
  try {
    return await loadFile(file) ?? require(require.resolve(name, { paths: [root, path.join(root, folder)] }));
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw Object.assign(new UserCodeSyntaxError(error), isModern ? { stack: error.stack } : {});
    }
    if (error?.code === 'MODULE_NOT_FOUND') {
      throw new ImportModuleError(error);
    }
    throw error;
  }
}

// From Node 24 on AWS's runtime imports everything; before, it requires what is not named or marked as an ES module.
async function loadFile(file) {
  for (const extension of ['', '.js', '.mjs', '.cjs']) {
    const candidate = file + extension;
    if (!existsSync(candidate)) {
      continue;
    }
    const imported = isModern || extension === '.mjs' || (extension === '.js' && isMarkedModule(path.dirname(file)));
    return imported ? import(candidate) : require(candidate);
  }
  return undefined;
}

function isMarkedModule(folder) {
  if (folder.endsWith('/node_modules')) {
    return false;
  }
  try {
    return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).type === 'module';
  } catch (error) {
    if (error.code !== 'ENOENT') {
      console.warn(`${folder}/package.json cannot be read, it will be ignored for ES module detection purposes.`, error);
      return false;
    }
  }
  return folder !== '/' && isMarkedModule(path.dirname(folder));
}

// Handlers name these while they are loaded, before anyone can say that streaming does not work.
function defineStreaming() {
  globalThis.awslambda = {
    ...globalThis.awslambda,
    streamifyResponse: handler => Object.assign(handler, { [STREAMING]: 'response' }),
    HttpResponseStream: { from() { throw new Error(NO_STREAMING); } },
  };
}

function refuseCallback(handler) {
  if (isModern && handler.length >= 3) {
    throw new CallbackHandlerDeprecated(
      'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this '
      + 'function to use a supported handler signature to use Node.js 24 or later. For more information see '
      + 'https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.');
  }
}

module.exports = { load };
