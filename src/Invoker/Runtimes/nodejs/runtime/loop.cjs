// The life of an execution environment: load the handler, then invocation after invocation until the server hangs up.
'use strict';

const { connect, response, failure } = require('./connection.cjs');
const { JSONStringifyError, UnhandledPromiseRejection } = require('./errors.cjs');
const { invoke } = require('./invocation.cjs');
const { load } = require('./handler.cjs');
const logs = require('./logs.cjs');
const { isModern } = require('./version.cjs');

// AWS's exit codes for what nobody caught.
const UNCAUGHT = 129;
const UNHANDLED = 128;

let connection;
let requestId;

async function run() {
  logs.patchConsole();
  process.on('uncaughtException', error => end('Uncaught Exception', error, UNCAUGHT));
  process.on('unhandledRejection', (reason, promise) => {
    end('Unhandled Promise Rejection', new UnhandledPromiseRejection(reason, promise), UNHANDLED);
  });
  let handler;
  try {
    connection = await connect(process.env.AWS_LAMBDA_RUNTIME_API);
  } catch (error) {
    stop(error);
  }
  try {
    handler = await load(process.env.LAMBDA_TASK_ROOT ?? process.cwd(), process.env._HANDLER ?? '');
  } catch (error) {
    end(isModern ? 'Init Error' : 'Uncaught Exception', error, UNCAUGHT);
  }
  serve(handler, null);
}

// Sends the last answer, waits for the next invocation, starts it.
function serve(handler, answer) {
  let next;
  try {
    next = connection.next(answer);
  } catch (error) {
    stop(error);
  }
  const { headers, event } = next;
  requestId = headers['lambda-runtime-aws-request-id'];
  logs.setRequestId(requestId);
  const trace = headers['lambda-runtime-trace-id'];
  if (trace === undefined) {
    delete process.env._X_AMZN_TRACE_ID;
  } else {
    process.env._X_AMZN_TRACE_ID = trace;
  }
  // A turn of the event loop lies between two invocations: what is due in it runs, before the process stands still.
  const goOn = text => setImmediate(serve, handler, text);
  const fail = error => goOn(failed('Invoke Error', error, requestId));
  const succeed = result => {
    const document = stringify(result);
    if (document === null) {
      fail(unserialisable());
    } else {
      goOn(response(requestId, document));
    }
  };
  invoke(handler, headers, event, succeed, fail);
}

function stringify(result) {
  try {
    return JSON.stringify(result === undefined ? null : result) ?? 'null';
  } catch {
    return null;
  }
}

function unserialisable() {
  const text = 'Unable to stringify response body';
  return isModern ? new JSONStringifyError(text) : new Error(text);
}

function failed(title, error, id) {
  const { document, errorType } = require('./faults.cjs').report(title, error);
  return failure(id, document, errorType);
}

// Something failed that leaves the process in no state to go on: say so and leave.
function end(title, error, code) {
  try {
    connection.last(failed(title, error, requestId));
  } catch (other) {
    stop(other);
  }
  process.exit(code);
}

function stop(error) {
  process.stderr.write(`The function's runtime stops: ${error?.message}\n`);
  process.exit(1);
}

module.exports = { run };
