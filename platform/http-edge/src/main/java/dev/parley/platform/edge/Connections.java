package dev.parley.platform.edge;

import io.netty.channel.Channel;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts open connections, in total and per address. */
final class Connections {

    private static final int NETWORK_BYTES = 8;

    private final EdgeLimits limits;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentHashMap<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

    Connections(EdgeLimits limits) {
        this.limits = limits;
    }

    /** Whether {@code channel} stays within the limits; if so, it counts until it is closed. */
    boolean admit(Channel channel) {
        if (open.incrementAndGet() > limits.connections()) {
            open.decrementAndGet();
            return false;
        }
        InetAddress address = address(channel);
        if (address != null && byAddress.merge(address, 1, Integer::sum) > limits.connectionsPerAddress()) {
            leave(address);
            open.decrementAndGet();
            return false;
        }
        channel.closeFuture().addListener(_ -> {
            open.decrementAndGet();
            if (address != null) {
                leave(address);
            }
        });
        return true;
    }

    private void leave(InetAddress address) {
        byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }

    /**
     * The key of the count: the address, for IPv6 its /64; null for a trusted proxy and for a channel without an
     * address.
     */
    private @Nullable InetAddress address(Channel channel) {
        if (!(channel.remoteAddress() instanceof InetSocketAddress peer)
                || limits.unlimited().contain(peer.getAddress())) {
            return null;
        }
        if (!(peer.getAddress() instanceof Inet6Address whole)) {
            return peer.getAddress();
        }
        byte[] network = whole.getAddress();
        Arrays.fill(network, NETWORK_BYTES, network.length, (byte) 0);
        try {
            return InetAddress.getByAddress(network);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // thrown only for a wrong number of bytes
        }
    }
}
