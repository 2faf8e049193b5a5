package dev.parley.identity.session.application;

import dev.parley.identity.session.domain.Device;

/** The client whose request is under way. */
public interface CurrentDevice {
    Device get();

    /** The network it asks from: an IPv4 {@code /24} or an IPv6 {@code /64}. */
    String network();
}
