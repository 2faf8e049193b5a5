package dev.parley.identity.session.application;

import dev.parley.identity.session.domain.Device;

/** The client whose request is under way. */
public interface CurrentDevice {
    Device get();
}
