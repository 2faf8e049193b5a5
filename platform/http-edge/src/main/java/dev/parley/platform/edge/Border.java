package dev.parley.platform.edge;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;

/**
 * Guards every connection that the HTTP servers of one Vert.x instance accept. The servers support only HTTP/1.1:
 * connections to a server that offers HTTP/2 in clear text are closed.
 *
 * <p>Vert.x exposes the requests of a connection to an application, but not an incomplete head, and Quarkus creates its
 * servers itself. The transport is the one extension point that both share.
 */
public final class Border extends JDKTransport {

    private final Acceptor acceptor;

    public Border(EdgeLimits limits) {
        acceptor = new Acceptor(limits, new Connections(limits));
    }

    /** A Vert.x whose servers are guarded. */
    public static Vertx vertx(VertxOptions options, EdgeLimits limits) {
        return new VertxBuilder(options)
                .findTransport(new Border(limits))
                .init()
                .vertx();
    }

    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        super.configure(options, domainSocket, bootstrap);
        bootstrap.handler(acceptor);
    }

    /** Intercepts each new connection before Vert.x. */
    @ChannelHandler.Sharable
    private static final class Acceptor extends ChannelInboundHandlerAdapter {

        private final EdgeLimits limits;
        private final Connections connections;

        Acceptor(EdgeLimits limits, Connections connections) {
            this.limits = limits;
            this.connections = connections;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object accepted) {
            Channel connection = (Channel) accepted;
            if (!connections.admit(connection)) {
                connection.unsafe().closeForcibly();
                return;
            }
            connection.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelActive(ChannelHandlerContext active) {
                    ConnectionGuard.install(active.channel(), limits);
                    active.pipeline().remove(this);
                    active.fireChannelActive();
                }
            });
            ctx.fireChannelRead(accepted);
        }
    }
}
