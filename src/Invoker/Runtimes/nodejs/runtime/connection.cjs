// The Runtime API over one raw connection, read and written synchronously.
//
// The answer to one invocation and the question for the next travel in one write. While there is no invocation the process
// stands still in a read, as AWS freezes it between invocations: that costs no event loop, no stream and no HTTP library.
// The protocol is https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html; every answer has a Content-Length.
'use strict';

const { readSync, writeSync } = require('node:fs');

const API = '/2018-06-01/runtime/';
const NEXT = `GET ${API}invocation/next HTTP/1.1\r\nHost: runtime\r\n\r\n`;
const SIZE = 65536;
const HEAD_END = Buffer.from('\r\n\r\n');

class Connection {
  #source;
  #sink;
  #input = Buffer.allocUnsafeSlow(SIZE);
  #start = 0;
  #end = 0;
  #output = Buffer.allocUnsafeSlow(SIZE);

  constructor(source, sink) {
    this.#source = source;
    this.#sink = sink;
  }

  // Sends the answer to the last invocation, if any, and waits for the next: its headers and its event as text.
  next(answer) {
    if (answer === null) {
      this.#send(NEXT);
    } else {
      this.#send(answer + NEXT);
      this.#confirm();
    }
    const { status, headers, body } = this.#receive();
    if (status !== '200') {
      throw new Error(`next was answered with ${status}: ${body}`);
    }
    return { headers, event: body };
  }

  // Sends the last answer of a process that is about to end.
  last(answer) {
    this.#send(answer);
    this.#confirm();
  }

  #confirm() {
    // 413: the answer was too large, and the caller has been told so; the function goes on.
    const { status, body } = this.#receive();
    if (status !== '202' && status !== '413') {
      throw new Error(`an answer was refused with ${status}: ${body}`);
    }
  }

  #send(text) {
    // A UTF-16 unit is at most three bytes of UTF-8.
    const fits = text.length * 3 <= SIZE;
    const data = fits ? this.#output : Buffer.from(text);
    const length = fits ? data.write(text) : data.length;
    for (let sent = 0; sent < length;) {
      sent += again(() => writeSync(this.#sink, data, sent, length - sent));
    }
  }

  #receive() {
    let head;
    while ((head = this.#input.subarray(this.#start, this.#end).indexOf(HEAD_END)) < 0) {
      this.#fill();
    }
    const lines = this.#input.toString('utf8', this.#start, this.#start + head).split('\r\n');
    const headers = {};
    for (let i = 1; i < lines.length; i++) {
      const colon = lines[i].indexOf(':');
      headers[lines[i].slice(0, colon).toLowerCase()] = lines[i].slice(colon + 1).trim();
    }
    this.#start += head + HEAD_END.length;
    return { status: lines[0].slice(9, 12), headers, body: this.#body(Number(headers['content-length'])) };
  }

  #body(length) {
    const stop = this.#start + length;
    if (stop <= this.#end) {
      const body = this.#input.toString('utf8', this.#start, stop);
      this.#start = stop;
      return body;
    }
    const whole = Buffer.allocUnsafe(length);
    let filled = this.#input.copy(whole, 0, this.#start, this.#end);
    this.#start = this.#end = 0;
    while (filled < length) {
      filled += this.#read(whole, filled, length - filled);
    }
    return whole.toString('utf8');
  }

  #fill() {
    if (this.#start === this.#end) {
      this.#start = this.#end = 0;
    } else if (this.#end === this.#input.length) {
      // Half a head at the end of the buffer: to the front with it, in a larger one when it is all there is.
      const larger = this.#start > 0 ? this.#input : Buffer.allocUnsafeSlow(this.#input.length * 2);
      this.#end = this.#input.copy(larger, 0, this.#start, this.#end);
      this.#start = 0;
      this.#input = larger;
    }
    this.#end += this.#read(this.#input, this.#end, this.#input.length - this.#end);
  }

  #read(target, offset, length) {
    let count;
    try {
      count = again(() => readSync(this.#source, target, offset, length, null));
    } catch (error) {
      if (error.code !== 'ECONNRESET') {
        throw error;
      }
      count = 0;
    }
    if (count === 0) {
      // The environment is over.
      process.exit(0);
    }
    return count;
  }
}

// The system call may be interrupted by a signal.
function again(call) {
  for (;;) {
    try {
      return call();
    } catch (error) {
      if (error.code !== 'EINTR') {
        throw error;
      }
    }
  }
}

// `fd:R,W` (inherited, to read and to write), `unix:/path` or `host:port`: the value of AWS_LAMBDA_RUNTIME_API.
async function connect(address) {
  if (address.startsWith('fd:')) {
    // Node closes descriptors it was started with in programs that it starts itself.
    const [source, sink] = address.slice(3).split(',').map(Number);
    return new Connection(source, sink);
  }
  const { connect: open } = require('node:net');
  const colon = address.lastIndexOf(':');
  const target = address.startsWith('unix:')
    ? { path: address.slice(5) }
    : { host: address.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(address.slice(colon + 1)), noDelay: true };
  const socket = open(target);
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  // From here on the event loop has nothing to do with it: it neither reads from it nor lives for it.
  socket.unref();
  socket._handle.readStop();
  socket._handle.setBlocking(true);
  const connection = new Connection(socket._handle.fd, socket._handle.fd);
  connection.socket = socket;
  return connection;
}

// The request that answers an invocation. The document is JSON text.
function response(requestId, document) {
  return `POST ${API}invocation/${requestId}/response HTTP/1.1\r\nHost: runtime\r\nContent-Type: application/json\r\n`
    + `Content-Length: ${Buffer.byteLength(document)}\r\n\r\n${document}`;
}

// The request that answers an invocation with an error, or without a request id the one that reports a failed init phase.
function failure(requestId, document, errorType) {
  const named = /^[\x20-\x7e]+$/.test(errorType) ? `Lambda-Runtime-Function-Error-Type: ${errorType}\r\n` : '';
  return `POST ${API}${requestId === undefined ? 'init' : `invocation/${requestId}`}/error HTTP/1.1\r\nHost: runtime\r\n`
    + `Content-Type: application/json\r\n${named}Content-Length: ${Buffer.byteLength(document)}\r\n\r\n${document}`;
}

module.exports = { connect, response, failure };
