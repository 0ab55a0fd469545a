package io.tidemark.command.session;

import io.tidemark.edge.refusal.Refused;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The pull request on which a user works, with GitHub's names. */
record PullRequest(String repoOwner, String repoName, long number) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    PullRequest {
        requireName("session.repo-owner", "repoOwner", repoOwner);
        requireName("session.repo-name", "repoName", repoName);
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw Refused.invalid(
                    "session.pr-number", "prNumber must be a whole number from 1 to %s".formatted(Integer.MAX_VALUE));
        }
    }

    static PullRequest parse(@Nullable String repoOwner, @Nullable String repoName, @Nullable Long number) {
        return new PullRequest(
                repoOwner == null ? "" : repoOwner, repoName == null ? "" : repoName, number == null ? 0 : number);
    }

    /** Whether both are the same pull request: GitHub ignores the case of names. */
    boolean isSame(PullRequest other) {
        return number == other.number
                && repoOwner.equalsIgnoreCase(other.repoOwner)
                && repoName.equalsIgnoreCase(other.repoName);
    }

    private static void requireName(String code, String field, String name) {
        if (!NAME.matcher(name).matches()) {
            throw Refused.invalid(
                    code, "%s must have 1 to 100 letters, digits, dots, hyphens or underscores".formatted(field));
        }
    }
}
