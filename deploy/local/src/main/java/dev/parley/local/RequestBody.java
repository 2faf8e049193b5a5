package dev.parley.local;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * A request's body, read ahead: completely when it is small, so that a slow sender holds no connection to a service.
 */
record RequestBody(Buffer begin, boolean whole) {

    static final int MOST_BUFFERED = 64 * 1024;

    /** Reads the body completely, or until it is known to be large; then the request is paused. */
    static Future<RequestBody> of(HttpServerRequest request) {
        Promise<RequestBody> body = Promise.promise();
        Buffer begin = Buffer.buffer();
        request.exceptionHandler(body::tryFail);
        request.handler(some -> {
            begin.appendBuffer(some);
            if (begin.length() > MOST_BUFFERED) {
                request.pause();
                body.tryComplete(new RequestBody(begin, false));
            }
        });
        request.endHandler(_ -> body.tryComplete(new RequestBody(begin, begin.length() <= MOST_BUFFERED)));
        return body.future();
    }
}
