package dev.parley.platform.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import java.time.Duration;

/** Counts the bytes of a connection, before they are decoded to requests and after responses are encoded. */
final class ByteMeter extends ChannelDuplexHandler {

    private final ConnectionGuard guard;
    private final Pace taken;
    private long written;
    private long drained;
    private boolean pending;

    ByteMeter(ConnectionGuard guard, EdgeLimits limits) {
        this.guard = guard;
        taken = new Pace(limits, Duration.ZERO);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        guard.bytesCame();
        ctx.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            written += bytes.readableBytes();
        }
        guard.bytesWent();
        var _ = ctx.write(message, promise);
    }

    /** Whether the client reads its response too slowly. */
    boolean isTakenTooSlowly(ChannelHandlerContext ctx, long now) {
        ChannelOutboundBuffer buffer = ctx.channel().unsafe().outboundBuffer();
        long waiting = buffer == null ? 0 : buffer.totalPendingWriteBytes();
        if (waiting == 0) {
            pending = false;
            return false;
        }
        long gone = Math.max(drained, written - waiting);
        if (!pending) {
            pending = true;
            taken.start(now);
        } else {
            taken.add(gone - drained);
        }
        drained = gone;
        return taken.isTooSlow(now);
    }
}
