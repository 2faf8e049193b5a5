package dev.parley.platform.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses and their networks. Addresses are parsed as literals, without DNS lookups. */
final class IpNetwork {

    /** The provider assignment to one customer site (RFC 6177). */
    private static final int IPV6_SITE = 64;

    private static final int IPV4_NETWORK = 24;
    private static final Pattern LITERAL = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private IpNetwork() {}

    /**
     * The address; an IPv4 address that is mapped into IPv6 ({@code ::ffff:192.0.2.1}) is the IPv4 address. Empty when
     * it is not an address.
     */
    static Optional<InetAddress> address(String literal) {
        if (literal.length() > 45 || !LITERAL.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The network of one customer of a provider: a single IPv4 address, or a {@code /64} of IPv6. */
    static String customer(InetAddress address) {
        return address instanceof Inet4Address ? address.getHostAddress() : prefix(address, IPV6_SITE);
    }

    /** The network that may be logged: {@code /24} of IPv4, {@code /64} of IPv6. */
    static String network(InetAddress address) {
        return prefix(address, address instanceof Inet4Address ? IPV4_NETWORK : IPV6_SITE);
    }

    /** Such as {@code 192.0.2.0/24}; {@code bits} is a multiple of 8. */
    private static String prefix(InetAddress address, int bits) {
        byte[] bytes = address.getAddress();
        for (int i = bits / 8; i < bytes.length; i++) {
            bytes[i] = 0;
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/" + bits;
        } catch (UnknownHostException e) { // the length is that of a valid address
            throw new IllegalStateException(e);
        }
    }
}
