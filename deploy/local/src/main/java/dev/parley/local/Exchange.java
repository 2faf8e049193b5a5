package dev.parley.local;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response through one connection to a service. The connection is reused only when the request was
 * written completely and the response was read completely; otherwise it is closed.
 */
final class Exchange {

    /** The part of a response that is buffered before the client has read it. */
    private static final int ANSWER_BUFFER = 64 * 1024;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final AnswerHeaders headers;
    private @Nullable HttpClientRequest upstream;
    private boolean written;
    private boolean ended;

    /** The gateway's additions to the headers of a response. */
    interface AnswerHeaders {
        void addTo(HttpServerRequest request);
    }

    private Exchange(HttpServerRequest request, AnswerHeaders headers) {
        this.request = request;
        this.response = request.response();
        this.headers = headers;
    }

    /** Forwards {@code request} to {@code service} and the response back; 503 when there is none. */
    static void forward(HttpServerRequest request, SocketAddress service, Upstreams upstreams, AnswerHeaders headers) {
        Exchange exchange = new Exchange(request, headers);
        RequestBody.of(request).onSuccess(body -> {
            Upstreams.Kind kind = body.whole() ? Upstreams.Kind.of(request) : Upstreams.Kind.UPLOAD;
            upstreams
                    .open(kind, service)
                    .onSuccess(upstream -> exchange.send(upstream, body))
                    .onFailure(_ -> exchange.fail());
        });
    }

    /** Relays a response to a request that was sent by other means. */
    static void relay(
            HttpServerRequest request, HttpClientRequest upstream, HttpClientResponse answer, AnswerHeaders headers) {
        Exchange exchange = new Exchange(request, headers);
        exchange.upstream = upstream;
        exchange.written = true;
        exchange.answer(answer);
    }

    private void send(HttpClientRequest to, RequestBody body) {
        upstream = to;
        if (response.closed()) {
            to.reset();
            return;
        }
        response.exceptionHandler(_ -> abandon());
        to.exceptionHandler(_ -> {}); // a failure shows as a missing response
        to.response().onSuccess(this::answer).onFailure(_ -> fail());
        to.setMethod(request.method()).setURI(Routes.originForm(request));
        HopHeaders.copy(request.headers(), to.headers());
        if (body.whole()) {
            written = true;
            if (body.begin().length() > 0 || !isBodiless(request.method())) {
                to.putHeader(
                        HttpHeaders.CONTENT_LENGTH,
                        Integer.toString(body.begin().length()));
            }
            to.end(body.begin());
        } else {
            stream(to, body.begin());
        }
    }

    /** Streams the rest of a large body. */
    private void stream(HttpClientRequest to, Buffer begin) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            to.setChunked(true);
        } else {
            to.putHeader(HttpHeaders.CONTENT_LENGTH, length);
        }
        request.exceptionHandler(_ -> abandon());
        request.handler(some -> write(to, some));
        request.endHandler(_ -> finish(to));
        write(to, begin);
        if (!to.writeQueueFull()) {
            request.resume();
        }
    }

    private void write(HttpClientRequest to, Buffer some) {
        if (ended) {
            return;
        }
        to.write(some);
        if (to.writeQueueFull()) {
            request.pause();
            to.drainHandler(_ -> request.resume());
        }
    }

    private void finish(HttpClientRequest to) {
        written = true;
        if (!ended) {
            to.end();
        }
    }

    private void answer(HttpClientResponse answer) {
        if (response.closed()) {
            abandon();
            return;
        }
        answer.exceptionHandler(_ -> fail());
        int status = answer.statusCode();
        response.setStatusCode(status).setStatusMessage(answer.statusMessage());
        HopHeaders.copy(answer.headers(), response.headers());
        headers.addTo(request);
        String length = answer.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean head = request.method().equals(HttpMethod.HEAD);
        boolean empty = head || status == 204 || status == 304;
        if (length != null && (!empty || head)) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, length);
        }
        if (empty) {
            answer.endHandler(_ -> end());
            return;
        }
        if (length == null && request.version() == HttpVersion.HTTP_1_1) {
            response.setChunked(true);
        }
        boolean untilClosed = length == null && request.version() == HttpVersion.HTTP_1_0;
        if (untilClosed) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        response.setWriteQueueMaxSize(ANSWER_BUFFER);
        answer.handler(some -> {
            response.write(some);
            if (response.writeQueueFull()) {
                answer.pause();
                response.drainHandler(_ -> answer.resume());
            }
        });
        answer.endHandler(_ -> {
            end();
            if (untilClosed) {
                request.connection().close();
            }
        });
    }

    /** The response is complete; the rest of the request will not be read. */
    private void end() {
        ended = true;
        if (!written && upstream != null) {
            upstream.reset();
        }
        response.end();
    }

    /** The client has closed its connection: the response is not needed. */
    private void abandon() {
        if (!ended && upstream != null) {
            ended = true;
            upstream.reset();
        }
    }

    /** The service cannot be reached, or closed the connection: 503, or a truncated response when it had begun. */
    private void fail() {
        if (ended || response.closed()) {
            return;
        }
        ended = true;
        if (upstream != null) {
            upstream.reset();
        }
        if (response.headWritten()) {
            request.connection().close();
        } else {
            response.headers().clear();
            headers.addTo(request);
            Problem.UNAVAILABLE.answer(request);
        }
    }

    private static boolean isBodiless(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) || method.equals(HttpMethod.OPTIONS);
    }
}
