// Errors of the runtime's own, named as AWS's (https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html).
'use strict';

class ImportModuleError extends Error {}
class HandlerNotFound extends Error {}
class MalformedHandlerName extends Error {}
class UserCodeSyntaxError extends Error {}
class ResponseStreamingNotSupported extends Error {}
class CallbackHandlerDeprecated extends Error {}
class JSONStringifyError extends Error {}

class UnhandledPromiseRejection extends Error {
  constructor(reason, promise) {
    super(reason);
    this.reason = reason;
    this.promise = promise;
  }
}

const errors = {
  ImportModuleError, HandlerNotFound, MalformedHandlerName, UserCodeSyntaxError, ResponseStreamingNotSupported,
  CallbackHandlerDeprecated, JSONStringifyError, UnhandledPromiseRejection,
};
for (const [name, kind] of Object.entries(errors)) {
  // On the prototype, so that stack traces begin with it too.
  kind.prototype.name = `Runtime.${name}`;
}

module.exports = errors;
