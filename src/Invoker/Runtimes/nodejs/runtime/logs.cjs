// console.* as AWS's Node runtime writes it: text by default, JSON when the function's LoggingConfig says so.
// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html
'use strict';

const { writeSync } = require('node:fs');
const { format } = require('node:util');
const { isModern } = require('./version.cjs');

const LEVELS = { TRACE: 1, DEBUG: 2, INFO: 3, WARN: 4, ERROR: 5, FATAL: 6 };
const isJson = process.env.AWS_LAMBDA_LOG_FORMAT?.toUpperCase() === 'JSON';
const lowest = LEVELS[process.env.AWS_LAMBDA_LOG_LEVEL?.toUpperCase()] ?? LEVELS.TRACE;

let requestId;

function setRequestId(id) {
  requestId = id;
}

function patchConsole() {
  makeBlocking('stdout');
  makeBlocking('stderr');
  for (const level of Object.keys(LEVELS)) {
    console[level.toLowerCase()] = LEVELS[level] >= lowest ? (...parts) => write(level, parts) : () => {};
  }
  console.log = console.info;
}

// A stream on a pipe or socket keeps what does not fit at once for the event loop to write, which stands still between
// invocations. The streams are made when they are first asked for, and so is this.
function makeBlocking(name) {
  const { get } = Object.getOwnPropertyDescriptor(process, name);
  const define = getter => Object.defineProperty(process, name, { configurable: true, enumerable: true, get: getter });
  define(() => {
    const stream = get.call(process);
    stream._handle?.setBlocking?.(true);
    define(() => stream);
    return stream;
  });
}

function write(level, parts) {
  const time = new Date().toISOString();
  // Before the first invocation AWS prints these, too.
  const id = requestId ?? (isModern ? '-' : undefined);
  print(isJson ? json(time, id, level, parts) : `${time}\t${id}\t${level}\t${format(...parts)}`);
}

// Straight to the descriptor: the stream object of process.stdout would have to be made first.
function print(line) {
  const data = Buffer.from(`${line}\n`);
  for (let written = 0; written < data.length;) {
    try {
      written += writeSync(1, data, written);
    } catch (error) {
      if (error.code === 'EAGAIN') {
        process.stdout.write(data.subarray(written));
        return;
      }
      if (error.code !== 'EINTR') {
        // The handler closed it: its own affair.
        return;
      }
    }
  }
}

function json(timestamp, id, level, parts) {
  const entry = { timestamp, level, requestId: id };
  if (parts.length === 1) {
    try {
      return JSON.stringify({ ...entry, message: parts[0] }, describeErrors);
    } catch {
      return JSON.stringify({ ...entry, message: format(parts[0]) });
    }
  }
  entry.message = format(...parts);
  const error = parts.find(part => part instanceof Error);
  if (error !== undefined) {
    Object.assign(entry, describeErrors('', error));
  }
  return JSON.stringify(entry);
}

function describeErrors(_, value) {
  if (!(value instanceof Error)) {
    return value;
  }
  return {
    errorType: value.constructor?.name ?? 'UnknownError',
    errorMessage: value.message,
    stackTrace: typeof value.stack === 'string' ? value.stack.split('\n') : [],
    ...value,
  };
}

// The entry for an error that ended an invocation, the init phase or the process.
function logError(title, error) {
  const asError = toError(error);
  if (isJson) {
    console.error(asError);
    return;
  }
  let text;
  try {
    text = JSON.stringify(asError, withStack);
  } catch {
    text = JSON.stringify(require('./faults.cjs').describe(asError));
  }
  console.error(title, `\t${text}`);
}

function toError(value) {
  try {
    return value instanceof Error ? value : new Error(value);
  } catch {
    // It cannot be turned into text.
    return new Error(format(value));
  }
}

function withStack(_, value) {
  if (!(value instanceof Error)) {
    return value;
  }
  const entry = { errorType: value.name, errorMessage: value.message, code: value.code, ...value };
  if (typeof value.stack === 'string') {
    entry.stack = value.stack.split('\n');
  }
  return entry;
}

module.exports = { patchConsole, setRequestId, logError };
