package io.tidemark.edge.problem;

/** A failure among several answers, in the words in which it would be told alone. */
public record Refusal(int status, String code, String detail) {

    /** What a caller is told of the failure. */
    public static Refusal of(Throwable failure) {
        var answer = FailureClassifier.answerTo(failure);
        return new Refusal(answer.status().value(), answer.code(), answer.detail());
    }
}
