export const handler = async event => {
  const name = event.pathParameters.name;
  console.log('greeting', name);
  return { message: `${process.env.GREETING}, ${name}!`, from: event.requestContext.http.sourceIp };
};
