// The error document of a failed invocation or init phase, in the shape of AWS's managed Node runtime, and its log entry.
'use strict';

const { types } = require('node:util');

// Logs the error under a title; returns its JSON document and its type.
function report(title, error) {
  require('./logs.cjs').logError(title, error);
  const described = describe(error);
  return { document: JSON.stringify(described), errorType: described.errorType ?? '' };
}

// DEL is written as AWS writes it: it may not stand in a header.
const clean = text => text?.replaceAll('\x7F', '%7F');

function describe(error) {
  try {
    if (types.isNativeError(error) || looksLikeError(error)) {
      return { errorType: clean(error.name), errorMessage: clean(error.message), trace: clean(error.stack).split('\n') };
    }
    return { errorType: typeof error, errorMessage: error.toString(), trace: [] };
  } catch {
    return {
      errorType: 'handled',
      errorMessage:
        'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack',
    };
  }
}

function looksLikeError(value) {
  return value && ['name', 'message', 'stack'].every(key => value[key] && typeof value[key] === 'string');
}

module.exports = { report, describe };
