package dev.parley.platform.testing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The position automaton (Glushkov) of a regular expression: each character that is read is a position, and
 * {@link #follow} contains its successors. Assertions are assumed to be true, bounded repetition is limited to two; so
 * the automaton accepts every text that the expression accepts, and more.
 */
final class RegexNfa {

    /** Representative characters: ASCII, Latin and some of every kind that character classes distinguish. */
    private static final int[] ALPHABET = alphabet();

    /** The characters of each position, as indexes into the alphabet. */
    final List<BitSet> characters = new ArrayList<>();

    final List<BitSet> follow = new ArrayList<>();

    /** The first positions. */
    final BitSet first;

    /** The positions after which the expression has matched, whatever follows. */
    final BitSet done;

    /** Whether a loop is nested in itself, as in {@code (a*)*}: the same text is read in exponentially many ways. */
    boolean nestedLoop;

    /** Whether it is only tried at the beginning of a text. */
    boolean anchored;

    private final String regex;
    private final int flags;
    private final Map<String, BitSet> known = new HashMap<>();
    private int at;

    RegexNfa(Pattern pattern) {
        this.regex = pattern.pattern();
        this.flags = pattern.flags();
        this.anchored = true;
        Part whole = alternatives(true);
        first = whole.first;
        done = whole.done;
    }

    /** Adds a position that reads any text before the expression begins, as {@code find} does. */
    int searchedFor() {
        BitSet all = new BitSet();
        all.set(0, ALPHABET.length);
        int anything = position(all);
        follow.get(anything).or(first);
        follow.get(anything).set(anything);
        return anything;
    }

    /**
     * The first and last positions of a part of the expression.
     *
     * @param nullable whether it may read nothing
     * @param free whether it may read nothing without asserting anything
     * @param done positions after which it has matched without asserting anything
     */
    private record Part(boolean nullable, boolean free, BitSet first, BitSet last, BitSet done) {
        static final Part NOTHING = new Part(true, true, new BitSet(), new BitSet(), new BitSet());
        static final Part ASSERTION = new Part(true, false, new BitSet(), new BitSet(), new BitSet());

        Part or(Part other) {
            return new Part(
                    nullable || other.nullable,
                    free || other.free,
                    union(first, other.first),
                    union(last, other.last),
                    union(done, other.done));
        }

        Part optional() {
            return or(NOTHING);
        }
    }

    private Part alternatives(boolean outermost) {
        Part part = alternative(outermost);
        while (at < regex.length() && regex.charAt(at) == '|') {
            at++;
            part = part.or(alternative(outermost));
        }
        return part;
    }

    private Part alternative(boolean outermost) {
        if (outermost) {
            anchored &= regex.startsWith("^", at) || regex.startsWith("\\A", at);
        }
        return sequence();
    }

    private Part sequence() {
        Part part = Part.NOTHING;
        while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
            part = then(part, repeated());
        }
        return part;
    }

    private Part then(Part before, Part after) {
        connect(before.last, after.first);
        return new Part(
                before.nullable && after.nullable,
                before.free && after.free,
                before.nullable ? union(before.first, after.first) : before.first,
                after.nullable ? union(before.last, after.last) : after.last,
                after.free ? union(before.done, after.done) : after.done);
    }

    private Part repeated() {
        int start = at;
        Part part = atom();
        char sign = at < regex.length() ? regex.charAt(at) : ' ';
        if (sign == '{') {
            String[] bounds = regex.substring(at + 1, regex.indexOf('}', at)).split(",", -1);
            at = regex.indexOf('}', at) + 1;
            skipMode();
            boolean endless = bounds.length == 2 && bounds[1].isEmpty();
            if (endless) {
                loop(part);
            } else if (!bounds[bounds.length - 1].equals("1")) {
                int end = at;
                at = start;
                Part second = atom();
                at = end;
                part = then(part, Integer.parseInt(bounds[0]) > 1 ? second : second.optional());
            }
            return bounds[0].equals("0") ? part.optional() : part;
        }
        if (sign == '*' || sign == '+' || sign == '?') {
            at++;
            skipMode();
            if (sign != '?') {
                loop(part);
            }
            return sign == '+' ? part : part.optional();
        }
        return part;
    }

    /** Lazy and possessive quantifiers accept the same texts. */
    private void skipMode() {
        if (at < regex.length() && (regex.charAt(at) == '?' || regex.charAt(at) == '+')) {
            at++;
        }
    }

    private void loop(Part part) {
        for (int end : positions(part.last)) {
            nestedLoop |= follow.get(end).intersects(part.first);
        }
        connect(part.last, part.first);
    }

    private Part atom() {
        char c = regex.charAt(at);
        return switch (c) {
            case '(' -> group();
            case '[' -> read(endOfClass());
            case '^', '$' -> {
                at++;
                yield Part.ASSERTION;
            }
            case '\\' -> escaped();
            default -> read(at + Character.charCount(regex.codePointAt(at)));
        };
    }

    private Part group() {
        int start = at;
        at++;
        boolean assertion = false;
        if (regex.startsWith("?", at)) {
            assertion = regex.startsWith("?=", at)
                    || regex.startsWith("?!", at)
                    || regex.startsWith("?<=", at)
                    || regex.startsWith("?<!", at);
            char end = regex.startsWith("?<", at) && !assertion ? '>' : ':';
            if (regex.startsWith("?>", at)) {
                at += 2;
            } else if (assertion) {
                at += regex.startsWith("?<", at) ? 3 : 2;
            } else {
                int close = regex.indexOf(')', at);
                int colon = regex.indexOf(end, at);
                at = colon >= 0 && colon < close ? colon + 1 : close;
            }
        }
        Part inside = alternatives(false);
        if (at >= regex.length()) {
            throw new IllegalArgumentException("Group at " + start + " is not closed in " + regex);
        }
        at++;
        return assertion ? Part.ASSERTION : inside;
    }

    private Part escaped() {
        char kind = regex.charAt(at + 1);
        if ("bBAzZG".indexOf(kind) >= 0) {
            at += 2;
            return Part.ASSERTION;
        }
        if (kind == 'Q') {
            int end = regex.indexOf("\\E", at);
            int stop = end < 0 ? regex.length() : end;
            Part part = Part.NOTHING;
            for (int i = at + 2; i < stop; i++) {
                part = then(part, character(Pattern.quote(regex.substring(i, i + 1))));
            }
            at = end < 0 ? stop : stop + 2;
            return part;
        }
        if (Character.isDigit(kind) || "kRXN".indexOf(kind) >= 0) {
            throw new IllegalArgumentException("\\" + kind + " is not supported here: " + regex);
        }
        boolean braced = (kind == 'p' || kind == 'P' || kind == 'x') && regex.startsWith("{", at + 2);
        int length = braced
                ? regex.indexOf('}', at) + 1 - at
                : kind == 'x' ? 4 : kind == 'u' ? 6 : "pPc".indexOf(kind) >= 0 ? 3 : 2;
        return read(at + length);
    }

    private int endOfClass() {
        int depth = 0;
        for (int i = at; i < regex.length(); i++) {
            switch (regex.charAt(i)) {
                case '\\' -> i++;
                case '[' -> depth++;
                case ']' -> {
                    if (--depth == 0) {
                        return i + 1;
                    }
                }
                default -> {}
            }
        }
        throw new IllegalArgumentException("A class is not closed in " + regex);
    }

    private Part read(int end) {
        String text = regex.substring(at, end);
        at = end;
        return character(text);
    }

    private Part character(String text) {
        BitSet one = new BitSet();
        one.set(position(known.computeIfAbsent(text, this::matching)));
        return new Part(false, false, one, one, one);
    }

    private BitSet matching(String text) {
        Pattern single = Pattern.compile(text, flags);
        BitSet matching = new BitSet();
        for (int i = 0; i < ALPHABET.length; i++) {
            matching.set(i, single.matcher(Character.toString(ALPHABET[i])).matches());
        }
        return matching;
    }

    private int position(BitSet reads) {
        characters.add(reads);
        follow.add(new BitSet());
        return characters.size() - 1;
    }

    private void connect(BitSet from, BitSet to) {
        for (int end : positions(from)) {
            follow.get(end).or(to);
        }
    }

    static int[] positions(BitSet set) {
        return set.stream().toArray();
    }

    private static BitSet union(BitSet a, BitSet b) {
        BitSet both = (BitSet) a.clone();
        both.or(b);
        return both;
    }

    private static int[] alphabet() {
        String others = "\u0301\u03b1\u0416\u05d0\u0660\u200b\u2003\u2013\u2019\u20ac\u3042\u4e00\ufeff\uffe0";
        int[] alphabet = new int[0x180 + others.length()];
        for (int i = 0; i < alphabet.length; i++) {
            alphabet[i] = i < 0x180 ? i : others.charAt(i - 0x180);
        }
        return alphabet;
    }
}
