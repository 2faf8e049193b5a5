package dev.parley.local;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;

/**
 * A WebSocket through the gateway: its handshake, then its bytes in both directions, at the pace of the slower side.
 */
final class Tunnel {

    private static final long HANDSHAKE_MILLIS = 10_000;

    private final HttpServerRequest request;
    private final Exchange.AnswerHeaders headers;

    private Tunnel(HttpServerRequest request, Exchange.AnswerHeaders headers) {
        this.request = request;
        this.headers = headers;
    }

    static void open(
            HttpServerRequest request, SocketAddress service, Upstreams upstreams, Exchange.AnswerHeaders headers) {
        Tunnel tunnel = new Tunnel(request, headers);
        request.resume(); // its body is never read
        upstreams
                .open(Upstreams.Kind.SOCKET, service)
                .onSuccess(tunnel::shakeHands)
                .onFailure(_ -> tunnel.fail());
    }

    private void shakeHands(HttpClientRequest upstream) {
        if (request.response().closed()) {
            upstream.reset();
            return;
        }
        request.response().exceptionHandler(_ -> upstream.reset());
        upstream.setMethod(HttpMethod.GET).setURI(Routes.originForm(request));
        HopHeaders.copy(request.headers(), upstream.headers());
        upstream.putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE)
                .putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
        upstream.exceptionHandler(_ -> {}); // a failure shows as a missing response
        upstream.idleTimeout(HANDSHAKE_MILLIS);
        upstream.connect().onSuccess(answer -> answered(upstream, answer)).onFailure(_ -> fail());
    }

    private void answered(HttpClientRequest upstream, HttpClientResponse answer) {
        if (answer.statusCode() != 101) {
            Exchange.relay(request, upstream, answer, headers);
            return;
        }
        NetSocket service = answer.netSocket().pause();
        HopHeaders.copy(answer.headers(), request.response().headers());
        request.response()
                .setStatusCode(101)
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE)
                .putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
        request.toNetSocket()
                .onSuccess(client -> {
                    client.closeHandler(_ -> service.close());
                    service.closeHandler(_ -> client.close());
                    client.pipeTo(service);
                    service.pipeTo(client);
                })
                .onFailure(_ -> service.close());
    }

    private void fail() {
        if (!request.response().closed() && !request.response().headWritten()) {
            headers.addTo(request);
            Problem.UNAVAILABLE.answer(request);
        }
    }
}
