package dev.parley.platform.testing;

import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.AccessTable.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares the answers of an endpoint to every kind of caller with its row of the access table. */
final class AccessCheck {

    /** The refusals of the platform; an endpoint that checks something by itself (a secret, a signature) has others. */
    private static final Set<String> REFUSALS = Set.of("unauthenticated", "forbidden", "feature-not-in-plan");

    private static final String PLAN_WITHOUT_FEATURES = "free";
    private static final String PLAN_WITH_ALL = "enterprise";

    private AccessCheck() {}

    /** The status of an answer, with the slug of its problem if it is one. */
    record Answer(int status, String slug) {

        boolean isRefusal() {
            return (status == 401 || status == 403) && (REFUSALS.contains(slug) || slug.startsWith("token-"));
        }

        boolean isMissingFeature() {
            return status == 403 && slug.equals("feature-not-in-plan");
        }
    }

    /** Calls the endpoint of a row, with a token or without. */
    interface Endpoint {
        Answer call(Row row, Optional<String> token) throws IOException, InterruptedException;
    }

    /** One line for each caller who is let in or refused against the row; empty when the endpoint does as it says. */
    static List<String> violations(Row row, Endpoint endpoint) throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        for (Who who : Who.values()) {
            boolean allowed = row.allowed().contains(who);
            Answer answer = endpoint.call(row, who.token(PLAN_WITH_ALL));
            if (allowed ? answer.isRefusal() : answer.status() != refusalOf(who)) {
                wrong.add(line(row, "as " + who.word(), answer));
            }
            if (allowed && who.isAccount() && !row.feature().isEmpty()) {
                Answer without = endpoint.call(row, who.token(PLAN_WITHOUT_FEATURES));
                if (!without.isMissingFeature()) {
                    wrong.add(line(row, "as " + who.word() + " on " + PLAN_WITHOUT_FEATURES, without));
                }
            }
        }
        for (String scope : row.scopes()) {
            Answer answer = endpoint.call(row, Optional.of(TestTokens.client(Ids.next(), scope)));
            if (answer.isRefusal()) {
                wrong.add(line(row, "with " + scope, answer));
            }
        }
        return wrong;
    }

    private static int refusalOf(Who who) {
        return who == Who.NO_TOKEN ? 401 : 403;
    }

    private static String line(Row row, String caller, Answer answer) {
        return row.method() + " " + row.path() + " " + caller + ": " + answer;
    }
}
