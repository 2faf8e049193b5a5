package dev.parley.identity.user.domain;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;

/** An address as its owner writes it, trimmed; two that differ only in case, or in whether an international domain is in ASCII, are one account's. */
public record Email(String value) {

    /** A local part, quoted or without spaces and separators, and a domain of labels. */
    public static final String PATTERN =
            "(?:[^\\s\\p{Cntrl}\"<>(),;:@]+|\"[^\"\\p{Cntrl}]*\")@[^\\s\\p{Cntrl}\"<>(),;:@.]+(?:\\.[^\\s\\p{Cntrl}\"<>(),;:@.]+)*";

    public Email {
        value = value.strip();
    }

    /** What is unique among accounts: in lower case, with the domain in ASCII (RFC 3490). The beginning of an address has the beginning of its key. */
    public String key() {
        int at = value.lastIndexOf('@') + 1;
        String key = at == 0 ? value : value.substring(0, at) + inAscii(value.substring(at));
        return Normalizer.normalize(key, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** Only where both spellings mean one domain: the ß of some is, to others, no ss. */
    private static String inAscii(String domain) {
        try {
            String ascii = IDN.toASCII(domain);
            return IDN.toUnicode(ascii).equalsIgnoreCase(Normalizer.normalize(domain, Normalizer.Form.NFC))
                    ? ascii
                    : domain;
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
