// The context object a handler gets (https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html).
'use strict';

const { env } = process;

// What does not change from one invocation to the next.
const constant = {
  functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
  functionName: env.AWS_LAMBDA_FUNCTION_NAME,
  memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
};

// Puts everything about the invocation on `context`.
function fill(context, headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  Object.assign(context, constant);
  context.clientContext = parse(headers['lambda-runtime-client-context'], 'ClientContext');
  context.identity = parse(headers['lambda-runtime-cognito-identity'], 'CognitoIdentity');
  context.invokedFunctionArn = headers['lambda-runtime-invoked-function-arn'];
  context.awsRequestId = headers['lambda-runtime-aws-request-id'];
  context.tenantId = headers['lambda-runtime-aws-tenant-id'];
  context.getRemainingTimeInMillis = () => deadline - Date.now();
  return context;
}

function parse(text, name) {
  if (!text) {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`Cannot parse ${name} as json: ${error}`);
  }
}

module.exports = { fill };
