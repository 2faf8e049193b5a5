package dev.parley.chat.session;

import java.util.Locale;

/** Where somebody talks to us. */
public enum Channel {
    WEB,
    WEBSOCKET,
    MOBILE,
    API;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
