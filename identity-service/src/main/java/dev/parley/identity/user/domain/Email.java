package dev.parley.identity.user.domain;

import dev.parley.platform.text.TypedText;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * An address as its owner writes it, {@linkplain TypedText#normalized normalized}; two that differ only in case, or in
 * whether an international domain is in ASCII, identify the same account.
 */
public record Email(String value) {

    /** In characters, as RFC 5321 and its erratum 1690 limit a path. */
    public static final int LONGEST = 254;

    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_DOMAIN = 253;
    private static final int LONGEST_LABEL = 63;

    /** The characters of a local part besides letters and digits (RFC 5322, 3.2.3). */
    private static final String LOCAL_PART = "!#$%&'*+-/=?^_`{|}~.";

    public Email {
        value = TypedText.normalized(value);
    }

    /**
     * The unique key among accounts: in lower case, with the domain in ASCII (RFC 3490). A prefix of an address has a
     * prefix of its key.
     */
    public String key() {
        int at = value.lastIndexOf('@') + 1;
        String key = at == 0 ? value : value.substring(0, at) + inAscii(value.substring(at));
        return Normalizer.normalize(key, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /**
     * Whether mail can be sent to it: a local part of RFC 6531 without quotes, and a domain of labels, not the name or
     * the address of a host (RFC 5321, 4.1.2).
     */
    public boolean isMailable() {
        if (value.length() > LONGEST) {
            return false;
        }
        int at = value.lastIndexOf('@');
        return at > 0 && isLocalPart(value.substring(0, at)) && isDomain(inAscii(value.substring(at + 1)));
    }

    private static boolean isLocalPart(String local) {
        return local.getBytes(StandardCharsets.UTF_8).length <= LONGEST_LOCAL_PART
                && !local.startsWith(".")
                && !local.endsWith(".")
                && !local.contains("..")
                && local.codePoints().allMatch(Email::isOfALocalPart);
    }

    private static boolean isOfALocalPart(int character) {
        return isLetterOrDigit(character) || LOCAL_PART.indexOf(character) >= 0;
    }

    /** Of any script, including combining marks. */
    private static boolean isLetterOrDigit(int character) {
        return Character.isLetterOrDigit(character)
                || Character.getType(character) == Character.NON_SPACING_MARK
                || Character.getType(character) == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isDomain(String ascii) {
        String[] labels = ascii.split("\\.", -1);
        return ascii.length() <= LONGEST_DOMAIN
                && labels.length >= 2
                && Arrays.stream(labels).allMatch(Email::isLabel)
                && Character.isLetter(labels[labels.length - 1].charAt(0));
    }

    private static boolean isLabel(String label) {
        return !label.isEmpty()
                && label.length() <= LONGEST_LABEL
                && !label.startsWith("-")
                && !label.endsWith("-")
                && label.codePoints().allMatch(c -> c == '-' || isLetterOrDigit(c));
    }

    /** Only where both spellings denote one domain: ß is not equivalent to ss in every domain. */
    private static String inAscii(String domain) {
        try {
            String ascii = IDN.toASCII(domain);
            return IDN.toUnicode(ascii).equalsIgnoreCase(Normalizer.normalize(domain, Normalizer.Form.NFC))
                    ? ascii
                    : domain;
        } catch (IllegalArgumentException noDomain) {
            return domain; // such as an invalid name typed at sign-in
        }
    }

    String localPart() {
        return value.substring(0, value.lastIndexOf('@'));
    }

    /** Omits the address, because this may be logged. */
    @Override
    public String toString() {
        return "Email[…]";
    }
}
