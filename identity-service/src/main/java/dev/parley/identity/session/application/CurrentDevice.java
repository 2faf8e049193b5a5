package dev.parley.identity.session.application;

import dev.parley.identity.session.domain.Device;

/** The client of the current request. */
public interface CurrentDevice {
    Device get();

    /** The client's network: an IPv4 {@code /24} or an IPv6 {@code /64}. */
    String network();
}
