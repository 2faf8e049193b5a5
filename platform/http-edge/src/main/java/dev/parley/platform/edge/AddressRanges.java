package dev.parley.platform.edge;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;

/** IP addresses and ranges, as in {@code 127.0.0.1, 10.0.0.0/8, ::1/128}. */
public final class AddressRanges {

    private final List<IpSubnetFilterRule> ranges;

    private AddressRanges(List<IpSubnetFilterRule> ranges) {
        this.ranges = ranges;
    }

    /**
     * Parses a list separated by commas.
     *
     * @throws IllegalArgumentException for an entry that is neither address nor range
     */
    public static AddressRanges parse(String list) {
        return new AddressRanges(Stream.of(list.split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(AddressRanges::range)
                .toList());
    }

    boolean contain(InetAddress address) {
        InetSocketAddress socket = new InetSocketAddress(address, 0);
        return ranges.stream().anyMatch(range -> range.matches(socket));
    }

    private static IpSubnetFilterRule range(String entry) {
        int slash = entry.indexOf('/');
        byte[] address = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? entry : entry.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException("'" + entry + "' is neither an IP address nor a range");
        }
        try {
            InetAddress base = InetAddress.getByAddress(address);
            int whole = base instanceof Inet6Address ? 128 : 32;
            int length = slash < 0 ? whole : Integer.parseInt(entry.substring(slash + 1));
            return new IpSubnetFilterRule(base, length, IpFilterRuleType.ACCEPT);
        } catch (java.net.UnknownHostException | IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + entry + "' is neither an IP address nor a range", e);
        }
    }
}
