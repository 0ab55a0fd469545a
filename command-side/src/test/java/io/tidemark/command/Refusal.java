package io.tidemark.command;

import io.tidemark.edge.problem.Problem;
import io.tidemark.edge.refusal.Refused;
import org.hamcrest.Description;
import org.hamcrest.Matcher;
import org.hamcrest.TypeSafeMatcher;

/** Matches the refusal that a command is refused with. */
public final class Refusal extends TypeSafeMatcher<Refused> {

    private final int status;
    private final String code;

    private Refusal(int status, String code) {
        this.status = status;
        this.code = code;
    }

    public static Matcher<?> with(int status, String code) {
        return new Refusal(status, code);
    }

    @Override
    protected boolean matchesSafely(Refused refused) {
        return Problem.of(refused).status().value() == status && refused.code().equals(code);
    }

    @Override
    public void describeTo(Description description) {
        description.appendText("a problem %s %s".formatted(status, code));
    }
}
