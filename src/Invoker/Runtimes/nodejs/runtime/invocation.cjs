// One invocation: calls the handler and waits, in whichever of the ways it ends, for its result.
'use strict';

const context = require('./context.cjs');
const { isModern } = require('./version.cjs');

// What to do when the event loop runs empty while a handler is at work.
let onEmptyLoop = () => {};
process.on('beforeExit', () => onEmptyLoop());

// Calls `succeed(result)` or `fail(error)`, one of them, once.
function invoke(handler, headers, event, succeed, fail) {
  onEmptyLoop = () => {};
  if (isModern) {
    start(() => handler(JSON.parse(event), context.fill({}, headers)), result => Promise.resolve(result).then(succeed, fail), fail);
    return;
  }

  let isOver = false;
  const once = action => (...values) => {
    if (!isOver) {
      isOver = true;
      onEmptyLoop = () => {};
      action(...values);
    }
  };
  const done = once((error, result) => (isNothing(error) ? succeed(result) : fail(error)));
  const callbacks = {
    callbackWaitsForEmptyEventLoop: true,
    succeed: result => done(null, result),
    fail: error => done(isNothing(error) ? 'handled' : error),
    done,
  };
  const callback = (error, result) => {
    if (isOver || !isNothing(error) || !callbacks.callbackWaitsForEmptyEventLoop) {
      done(error, result);
    } else {
      isOver = true;
      onEmptyLoop = () => {
        onEmptyLoop = () => {};
        succeed(result);
      };
    }
  };
  // A handler that neither returns a promise nor calls back has nothing to say.
  onEmptyLoop = () => done(null, null);
  start(
    () => handler(JSON.parse(event), context.fill(callbacks, headers), callback),
    result => {
      if (typeof result?.then === 'function') {
        result.then(callbacks.succeed, callbacks.fail);
      }
    },
    done);
}

function start(call, settle, fail) {
  let result;
  try {
    result = call();
  } catch (error) {
    fail(error);
    return;
  }
  settle(result);
}

function isNothing(error) {
  return error === undefined || error === null;
}

module.exports = { invoke };
