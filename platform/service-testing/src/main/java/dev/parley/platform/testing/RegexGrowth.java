package dev.parley.platform.testing;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds regular expressions that take more than linear time on some text: those with two loops that can read the same
 * text one after the other, so that a failing matcher tries every position to switch from one to the other (Weideman et
 * al., "Analyzing Matching Time Behavior of Backtracking Regular Expression Matchers by Using Ambiguity of NFA", CIAA
 * 2016). An assertion or a possessive quantifier may cause a false positive; there are no false negatives of this kind.
 */
final class RegexGrowth {

    private final RegexNfa nfa;
    private final int positions;
    private final BitSet[] reach;

    private RegexGrowth(RegexNfa nfa) {
        this.nfa = nfa;
        this.positions = nfa.characters.size();
        this.reach = new BitSet[positions];
        for (int p = 0; p < positions; p++) {
            reach[p] = reachable(p);
        }
    }

    /**
     * Why the expression is slow on some text when it must match all of it, or from its beginning; empty when it is
     * linear.
     */
    static Optional<String> whenMatched(Pattern pattern) {
        RegexNfa nfa = new RegexNfa(pattern);
        return new RegexGrowth(nfa).growth(new BitSet());
    }

    /** The same when it is searched in a text, unless it is anchored by {@code ^}. */
    static Optional<String> whenSearched(Pattern pattern) {
        RegexNfa nfa = new RegexNfa(pattern);
        if (nfa.anchored) {
            return whenMatched(pattern);
        }
        nfa.searchedFor();
        return new RegexGrowth(nfa).growth(nfa.done);
    }

    /** @param succeeding positions after which a match cannot fail any more */
    private Optional<String> growth(BitSet succeeding) {
        if (nfa.nestedLoop) {
            return Optional.of("a loop inside a loop reads the same text in many ways");
        }
        for (int p = 0; p < positions; p++) {
            for (int q : RegexNfa.positions(reach[p])) {
                if (p != q && reach[p].get(p) && reach[q].get(q) && !succeeding.get(q) && sameTextLoopsAndLeads(p, q)) {
                    return Optional.of("two loops, or the search and a loop, read the same text");
                }
            }
        }
        return Optional.empty();
    }

    private record Three(int loop, int leads, int other) {}

    /** Whether one text leads from p to p, from p to q and from q to q. */
    private boolean sameTextLoopsAndLeads(int p, int q) {
        Deque<Three> open = new ArrayDeque<>();
        Set<Three> seen = new HashSet<>();
        open.add(new Three(p, p, q));
        while (!open.isEmpty()) {
            Three from = open.remove();
            for (int loop : RegexNfa.positions(nfa.follow.get(from.loop))) {
                if (!leadsTo(loop, p)) {
                    continue;
                }
                for (int other : RegexNfa.positions(nfa.follow.get(from.other))) {
                    BitSet common = (BitSet) nfa.characters.get(loop).clone();
                    common.and(nfa.characters.get(other));
                    if (common.isEmpty() || !leadsTo(other, q)) {
                        continue;
                    }
                    for (int leads : RegexNfa.positions(nfa.follow.get(from.leads))) {
                        if (!leadsTo(leads, q) || !nfa.characters.get(leads).intersects(common)) {
                            continue;
                        }
                        if (loop == p && leads == q && other == q) {
                            return true;
                        }
                        Three to = new Three(loop, leads, other);
                        if (seen.add(to)) {
                            open.add(to);
                        }
                    }
                }
            }
        }
        return false;
    }

    private boolean leadsTo(int from, int to) {
        return from == to || reach[from].get(to);
    }

    private BitSet reachable(int start) {
        BitSet reached = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        open.add(start);
        while (!open.isEmpty()) {
            for (int next : RegexNfa.positions(nfa.follow.get(open.remove()))) {
                if (!reached.get(next)) {
                    reached.set(next);
                    open.add(next);
                }
            }
        }
        return reached;
    }
}
