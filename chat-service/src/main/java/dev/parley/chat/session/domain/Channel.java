package dev.parley.chat.session.domain;

/** The channel on which a person talks to the assistant. */
public enum Channel {
    WEB,
    WEBSOCKET,
    MOBILE,
    API
}
