package dev.parley.platform.edge;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Guards one HTTP/1.1 connection of a Vert.x server: refuses requests that are not framed strictly, closes connections
 * that are too slow, and discards the unread body after an early response, so that it is never parsed as the next
 * request. A refusal is sent once, after the responses to earlier requests, and closes the connection.
 */
final class ConnectionGuard extends ChannelDuplexHandler {

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /**
     * Closing at once would reset the connection of a client that is still sending, before it has read the response.
     */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final int MOST_PIPELINED = 32;

    private final EdgeLimits limits;
    private final Pace body;
    private final ByteMeter meter;
    private @Nullable ScheduledFuture<?> ticks;

    private boolean headBegun = true;
    private boolean anyBytes;
    private boolean inBody;
    private boolean answerBegun;

    /** Set by a request with {@code Connection: close}: nothing after it is a request. */
    private boolean last;

    private boolean past;
    private boolean upgraded;
    private boolean lingering;
    private int owed;
    private long quietSince = System.nanoTime();
    private @Nullable Refusal refusal;

    private ConnectionGuard(EdgeLimits limits) {
        this.limits = limits;
        body = new Pace(limits, limits.body());
        meter = new ByteMeter(this, limits);
    }

    /** Guards {@code channel}, whose pipeline Vert.x has set up for HTTP/1.1. */
    static void install(Channel channel, EdgeLimits limits) {
        ConnectionGuard guard = new ConnectionGuard(limits);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addBefore("httpDecoder", "byteMeter", guard.meter);
        pipeline.addBefore("handler", "connectionGuard", guard);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ticks = ctx.executor().scheduleWithFixedDelay(() -> tick(ctx), TICK_NANOS, TICK_NANOS, TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (ticks != null) {
            ticks.cancel(false);
        }
    }

    void bytesCame() {
        anyBytes = true;
        if (upgraded || !headBegun && !inBody) {
            headBegun = true;
            quietSince = System.nanoTime();
        }
    }

    void bytesWent() {
        if (upgraded) {
            quietSince = System.nanoTime();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (refusal != null || lingering || past || message instanceof HttpRequest request && !begins(ctx, request)) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpContent content) {
            if (content.decoderResult().isFailure()) {
                ReferenceCountUtil.release(message);
                refuse(ctx, Refusal.of(content.decoderResult().cause()));
                return;
            }
            body.add(content.content().readableBytes());
            if (message instanceof LastHttpContent) {
                inBody = false;
                awaitHead();
            }
        }
        ctx.fireChannelRead(message);
    }

    private boolean begins(ChannelHandlerContext ctx, HttpRequest request) {
        if (last) {
            past = true;
            return false;
        }
        Refusal found = request.decoderResult().isFailure()
                ? Refusal.of(request.decoderResult().cause())
                : Framing.violation(request).orElse(null);
        if (found != null) {
            refuse(ctx, found);
            return false;
        }
        if (owed == MOST_PIPELINED) {
            var _ = ctx.close();
            return false;
        }
        ForwardedHeaders.clean(request.headers());
        owed++;
        last = !HttpUtil.isKeepAlive(request);
        headBegun = false;
        inBody = HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) > 0;
        body.start(System.nanoTime());
        return true;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (lingering) { // the application responds to a request that was refused in the middle of its body
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
            return;
        }
        if (message instanceof HttpResponse response) {
            answers(response);
        }
        boolean complete = message instanceof LastHttpContent && answerBegun;
        if (complete) {
            answerBegun = false;
            owed--;
            awaitHead();
        }
        var _ = ctx.write(message, promise);
        if (complete && !upgraded) {
            answered(ctx);
        }
    }

    private void answers(HttpResponse response) {
        int status = response.status().code();
        upgraded = status == 101;
        if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL && !upgraded) {
            return;
        }
        answerBegun = true;
        if (status == 204 || status == 304) {
            response.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
        }
        if ((inBody || last) && owed == 1) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    private void answered(ChannelHandlerContext ctx) {
        if (refusal != null && owed == (inBody ? 1 : 0)) {
            answerRefusal(ctx, refusal);
        } else if ((inBody || last) && owed == 0) {
            ctx.flush();
            linger(ctx);
        }
    }

    private void refuse(ChannelHandlerContext ctx, Refusal found) {
        refusal = found;
        if (inBody && owed == 1 && answerBegun || !ctx.channel().isActive()) {
            var _ = ctx.close();
        } else if (owed == (inBody ? 1 : 0)) {
            answerRefusal(ctx, found);
        }
    }

    private void answerRefusal(ChannelHandlerContext ctx, Refusal found) {
        var _ = ctx.writeAndFlush(found.response());
        linger(ctx);
    }

    /** Ends the responses and discards further input for a while. */
    private void linger(ChannelHandlerContext ctx) {
        lingering = true;
        quietSince = System.nanoTime();
        ctx.channel().config().setAutoRead(true);
        if (ctx.channel() instanceof DuplexChannel socket) {
            var _ = ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> {
                var _ = socket.shutdownOutput();
            });
        }
    }

    private void awaitHead() {
        if (!inBody && owed == 0) {
            quietSince = System.nanoTime();
        }
    }

    private void tick(ChannelHandlerContext ctx) {
        long now = System.nanoTime();
        long quiet = now - quietSince;
        if (lingering) {
            closeIf(ctx, quiet > LINGER_NANOS);
        } else if (upgraded) {
            closeIf(ctx, quiet > limits.streamIdle().toNanos());
        } else if (meter.isTakenTooSlowly(ctx, now)) {
            var _ = ctx.close();
        } else if (refusal != null) {
            return; // it waits for the responses to earlier requests
        } else if (inBody) {
            if (!ctx.channel().config().isAutoRead()) {
                body.excuse(TICK_NANOS);
            }
            if (body.isTooSlow(now)) {
                refuse(ctx, Refusal.tooSlow("The body was sent too slowly."));
            }
        } else if (headBegun) {
            if (quiet > limits.head().toNanos()) {
                expireHead(ctx);
            }
        } else {
            closeIf(ctx, owed == 0 && quiet > limits.keepAlive().toNanos());
        }
    }

    private void expireHead(ChannelHandlerContext ctx) {
        if (anyBytes) {
            refuse(ctx, Refusal.tooSlow("The request head was sent too slowly."));
        } else {
            var _ = ctx.close();
        }
    }

    private static void closeIf(ChannelHandlerContext ctx, boolean condition) {
        if (condition) {
            var _ = ctx.close();
        }
    }
}
