package io.tidemark.edge;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest that every Java platform has. */
public final class Sha256 {

    /** It is copied for each use, which needs no search among the providers. */
    private static final MessageDigest UNUSED = found();

    private Sha256() {}

    private static MessageDigest found() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is not available", impossible);
        }
    }

    /** A fresh one. */
    public static MessageDigest digest() {
        try {
            return (MessageDigest) UNUSED.clone();
        } catch (CloneNotSupportedException ofAnotherProvider) {
            return found();
        }
    }
}
