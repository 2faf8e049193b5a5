package dev.parley.platform.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A problem+json response (RFC 9457) of the edge itself; the connection is closed after it. */
record Refusal(int status, String slug, String title, String detail) {

    private static final String BASE = "https://parley.dev/problems/";

    static Refusal badRequest(String detail) {
        return new Refusal(400, "bad-request", "Bad request", detail);
    }

    static Refusal tooSlow(String what) {
        return new Refusal(408, "request-timeout", "Request timeout", what);
    }

    static Refusal badVersion() {
        return new Refusal(505, "http-version", "HTTP version not supported", "This server supports only HTTP/1.1.");
    }

    /** The refusal of a head or a body that could not be decoded. */
    static Refusal of(Throwable failure) {
        Throwable cause =
                failure instanceof DecoderException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case TooLongHttpLineException _ ->
                new Refusal(414, "uri-too-long", "URI too long", "The request line is too long.");
            case TooLongHttpHeaderException _ ->
                new Refusal(431, "headers-too-large", "Headers too large", "The headers are too large.");
            default -> badRequest("The request is not well-formed HTTP/1.1.");
        };
    }

    FullHttpResponse response() {
        ByteBuf body = Unpooled.wrappedBuffer(new JsonObject()
                .put("type", BASE + slug)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .encode()
                .getBytes(StandardCharsets.UTF_8));
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set("X-Request-Id", UUID.randomUUID().toString());
        SecurityHeaders.ALL.forEach(response.headers()::set);
        return response;
    }
}
