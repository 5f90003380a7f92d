using System.Text.Json;

namespace Triggers.Http.Responses;

/// <summary>
/// What a handler's response means in payload format 2.0: an object with <c>statusCode</c> says everything itself, anything else
/// is the body of a 200. Holds only where things lie in the response's bytes.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.response
/// </summary>
internal struct ProxyResponse
{
    public ProxyResponse(int status) => Status = status;

    public int Status { get; set; }

    /// <summary>True when the handler said <c>statusCode</c>.</summary>
    public bool IsFull { get; set; }

    /// <summary>The bytes of the body; of a JSON string, what stands between its quotes.</summary>
    public Range Body { get; set; }

    /// <summary>True when the body is a JSON string with escapes in it.</summary>
    public bool IsBodyEscaped { get; set; }

    /// <summary>True when the handler gave a body that is neither a string nor null: its JSON text is sent.</summary>
    public bool IsBodyJson { get; set; }

    public bool IsBase64 { get; set; }

    /// <summary>The <c>headers</c> object, or nothing.</summary>
    public Range Headers { get; set; }

    /// <summary>The <c>multiValueHeaders</c> object of format 1.0, or nothing.</summary>
    public Range MultiValueHeaders { get; set; }

    /// <summary>The <c>cookies</c> array of format 2.0, or nothing.</summary>
    public Range Cookies { get; set; }

    /// <summary>Why the response cannot be used, or null.</summary>
    public string? Problem { get; set; }

    /// <summary>Reads a response, which may be anything.</summary>
    public static ProxyResponse Read(ReadOnlySpan<byte> payload)
    {
        try
        {
            return ReadJson(payload);
        }
        catch (JsonException)
        {
            // Text that is no JSON, as a custom runtime may give, goes out as it is.
            return new ProxyResponse(StatusCodes.Status200OK) { Body = .. };
        }
    }

    private static ProxyResponse ReadJson(ReadOnlySpan<byte> payload)
    {
        var response = new ProxyResponse(StatusCodes.Status200OK) { Body = .. };
        var reader = new Utf8JsonReader(payload, ProxyJson.Options);
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                response.ReadObject(ref reader);
                break;
            case JsonTokenType.String:
                response.SetBody(ref reader);
                break;
            default:
                reader.Skip();
                break;
        }

        // Throws when something follows: then it is no JSON.
        reader.Read();
        return response;
    }

    private void ReadObject(ref Utf8JsonReader reader)
    {
        Body = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("statusCode"u8))
            {
                reader.Read();
                IsFull = true;
                ReadStatus(ref reader);
            }
            else if (reader.ValueTextEquals("body"u8))
            {
                reader.Read();
                SetBody(ref reader);
            }
            else if (reader.ValueTextEquals("isBase64Encoded"u8))
            {
                reader.Read();
                ReadIsBase64(ref reader);
            }
            else if (reader.ValueTextEquals("headers"u8))
            {
                reader.Read();
                Headers = ReadMap(ref reader, "headers is no object");
            }
            else if (reader.ValueTextEquals("cookies"u8))
            {
                // AWS ignores cookies that are no list.
                reader.Read();
                var isList = reader.TokenType == JsonTokenType.StartArray;
                var range = ProxyJson.SkipAndMeasure(ref reader);
                Cookies = isList ? range : default;
            }
            else
            {
                reader.Skip();
            }
        }

        if (!IsFull)
        {
            this = new ProxyResponse(StatusCodes.Status200OK) { Body = .. };
        }
    }

    /// <summary>Takes <c>statusCode</c>: a number, or a string of digits.</summary>
    public void ReadStatus(ref Utf8JsonReader reader)
    {
        var status = 0;
        var isRead = reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetInt32(out status),
            JsonTokenType.String => ProxyJson.TryReadDigits(ref reader, out status),
            _ => false,
        };

        // A 1xx is no answer: a client would go on waiting for one, and take the next answer for this one.
        Refuse(isRead && status is >= 200 and <= 599, "statusCode is no status from 200 to 599");
        Status = status;
        reader.Skip();
    }

    /// <summary>Takes <c>isBase64Encoded</c>.</summary>
    public void ReadIsBase64(ref Utf8JsonReader reader)
    {
        IsBase64 = reader.TokenType == JsonTokenType.True;
        Refuse(reader.TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null, "isBase64Encoded is no boolean");
        reader.Skip();
    }

    /// <summary>Takes an object of headers, or null.</summary>
    public Range ReadMap(ref Utf8JsonReader reader, string problem)
    {
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        Refuse(isObject || reader.TokenType == JsonTokenType.Null, problem);
        var range = ProxyJson.SkipAndMeasure(ref reader);
        return isObject ? range : default;
    }

    /// <summary>Takes <c>body</c>.</summary>
    public void SetBody(ref Utf8JsonReader reader)
    {
        IsBodyEscaped = false;
        IsBodyJson = false;
        if (reader.TokenType == JsonTokenType.String)
        {
            IsBodyEscaped = reader.ValueIsEscaped;
            var start = (int)reader.TokenStartIndex + 1;
            Body = start..(start + reader.ValueSpan.Length);
            return;
        }

        var isNull = reader.TokenType == JsonTokenType.Null;
        var range = ProxyJson.SkipAndMeasure(ref reader);
        Body = isNull ? default : range;
        IsBodyJson = !isNull;
    }

    /// <summary>Notes a problem, unless all is good.</summary>
    public void Refuse(bool isGood, string problem) => Problem = isGood ? Problem : problem;
}
