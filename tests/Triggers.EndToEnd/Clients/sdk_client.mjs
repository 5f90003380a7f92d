// Drives a running system with AWS's SDK for JavaScript: node sdk_client.mjs FOLDER ENDPOINT ZIP, where FOLDER has the SDK's node_modules.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [folder, endpoint, zip] = process.argv.slice(2);
const sdk = createRequire(folder + '/')('@aws-sdk/client-lambda');
const client = new sdk.LambdaClient({ endpoint, region: 'us-east-1', maxAttempts: 1 });
const send = (name, input) => client.send(new sdk[name + 'Command'](input));
const FunctionName = 'sdk';
const arn = 'arn:aws:lambda:us-east-1:000000000000:function:sdk';
const decode = payload => JSON.parse(Buffer.from(payload).toString());

const created = await send('CreateFunction', {
  FunctionName, Runtime: 'nodejs20.x', Handler: 'index.handler', Role: 'arn:aws:iam::000000000000:role/r', Code: { ZipFile: readFileSync(zip) },
  Environment: { Variables: { GREETING: 'a + b/c' } }, Tags: { 'a b': '1' },
});
assert.equal(created.State, 'Pending');
await sdk.waitUntilFunctionActiveV2({ client, maxWaitTime: 20 }, { FunctionName });

const answer = await send('Invoke', { FunctionName, Payload: JSON.stringify({ x: 'é' }), LogType: 'Tail' });
assert.deepEqual(decode(answer.Payload), { event: { x: 'é' }, arn, id: answer.$metadata.requestId, greeting: 'a + b/c' });
assert.equal(answer.ExecutedVersion, '$LATEST');
assert.match(Buffer.from(answer.LogResult, 'base64').toString(), /^START RequestId: /);
const failed = await send('Invoke', { FunctionName, Payload: '{"fail":"no luck"}' });
assert.equal(failed.FunctionError, 'Unhandled');
assert.equal(decode(failed.Payload).errorMessage, 'no luck');
assert.equal((await send('Invoke', { FunctionName, InvocationType: 'Event', Payload: '{}' })).StatusCode, 202);
assert.equal((await send('Invoke', { FunctionName: arn + ':$LATEST', InvocationType: 'DryRun' })).StatusCode, 204);

assert.equal((await send('PublishVersion', { FunctionName })).Version, '1');
await send('CreateAlias', { FunctionName, Name: 'prod', FunctionVersion: '1' });
assert.equal(decode((await send('Invoke', { FunctionName: 'sdk:prod', Payload: '{}' })).Payload).arn, arn + ':prod');
await send('UntagResource', { Resource: arn, TagKeys: ['a b'] });
assert.deepEqual((await send('ListTags', { Resource: arn })).Tags, {});
const config = await send('PutFunctionEventInvokeConfig', { FunctionName, MaximumRetryAttempts: 0 });
assert.ok(Math.abs(config.LastModified - Date.now()) < 60_000);

await assert.rejects(send('GetFunction', { FunctionName: 'none' }), sdk.ResourceNotFoundException);
await assert.rejects(send('Invoke', { FunctionName, Payload: '{' }), sdk.InvalidRequestContentException);
await assert.rejects(send('UpdateFunctionConfiguration', { FunctionName, RevisionId: 'old' }), sdk.PreconditionFailedException);
await send('PutFunctionConcurrency', { FunctionName, ReservedConcurrentExecutions: 0 });
await assert.rejects(send('Invoke', { FunctionName }), error => error instanceof sdk.TooManyRequestsException && error.retryAfterSeconds === '1'
  && error.Reason === 'ReservedFunctionConcurrentInvocationLimitExceeded');

await send('DeleteFunction', { FunctionName });
await assert.rejects(send('DeleteFunction', { FunctionName }), sdk.ResourceNotFoundException);
