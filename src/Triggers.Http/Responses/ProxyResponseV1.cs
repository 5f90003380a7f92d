using System.Text.Json;

namespace Triggers.Http.Responses;

/// <summary>
/// What a handler's response means in payload format 1.0: always an object, nothing is made up for what is missing. REST APIs
/// refuse more of it than HTTP APIs, but do without a <c>statusCode</c>.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format
/// </summary>
internal static class ProxyResponseV1
{
    /// <summary>Reads a response, which may be anything.</summary>
    public static ProxyResponse Read(ReadOnlySpan<byte> payload, bool isRest)
    {
        try
        {
            var reader = new Utf8JsonReader(payload, ProxyJson.Options);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                return Unusable("it is no JSON object");
            }

            var response = ReadObject(ref reader, isRest);

            // Throws when something follows: then it is no JSON.
            reader.Read();
            return response;
        }
        catch (JsonException)
        {
            return Unusable("it is no JSON");
        }
    }

    private static ProxyResponse Unusable(string problem) => new(StatusCodes.Status200OK) { Problem = problem };

    private static ProxyResponse ReadObject(ref Utf8JsonReader reader, bool isRest)
    {
        var response = new ProxyResponse(StatusCodes.Status200OK);
        var hasStatus = false;
        var isEmpty = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            isEmpty = false;
            if (reader.ValueTextEquals("statusCode"u8))
            {
                hasStatus = true;
                reader.Read();
                response.ReadStatus(ref reader);
            }
            else if (reader.ValueTextEquals("body"u8))
            {
                reader.Read();
                response.SetBody(ref reader);
                response.Refuse(!isRest || !response.IsBodyJson, "body is no string");
            }
            else if (reader.ValueTextEquals("isBase64Encoded"u8))
            {
                reader.Read();
                response.ReadIsBase64(ref reader);
            }
            else if (reader.ValueTextEquals("headers"u8))
            {
                reader.Read();
                response.Headers = response.ReadMap(ref reader, "headers is no object");
            }
            else if (reader.ValueTextEquals("multiValueHeaders"u8))
            {
                reader.Read();
                response.MultiValueHeaders = response.ReadMap(ref reader, "multiValueHeaders is no object");
            }
            else
            {
                response.Refuse(!isRest, "it has a key that is none of statusCode, headers, multiValueHeaders, body, isBase64Encoded");
                reader.Skip();
            }
        }

        response.Refuse(isRest ? !isEmpty : hasStatus, isRest ? "it is an empty object" : "statusCode is missing");
        response.IsFull = true;
        return response;
    }
}
