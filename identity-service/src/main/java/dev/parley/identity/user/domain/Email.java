package dev.parley.identity.user.domain;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;

/** An address as its owner writes it, trimmed; two that differ only in case, or in how they spell an international domain, are one account's. */
public record Email(String value) {

    public Email {
        value = value.strip();
    }

    /** What is unique among accounts: in lower case, with the domain as name servers know it (RFC 5890, A-labels). */
    public String key() {
        int at = value.lastIndexOf('@') + 1;
        String key = value.substring(0, at) + inAscii(value.substring(at));
        return Normalizer.normalize(key, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    private static String inAscii(String domain) {
        try {
            return IDN.toASCII(domain);
        } catch (IllegalArgumentException noDomain) {
            return domain; // such as what somebody tries to sign in with
        }
    }

    String localPart() {
        return value.substring(0, value.lastIndexOf('@'));
    }

    /** Without the address: this may end in a log. */
    @Override
    public String toString() {
        return "Email[…]";
    }
}
