package io.tidemark.standalone;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The application of a test class lets a user send and own little. */
@SharedSettings({
    "tidemark.limits.commands-per-second=5",
    "tidemark.limits.commands-burst=10",
    "tidemark.limits.reads-per-second=1",
    "tidemark.limits.reads-burst=6",
    "tidemark.limits.searches-per-second=1",
    "tidemark.limits.searches-burst=6",
    "tidemark.limits.uploads-per-second=1",
    "tidemark.limits.uploads-burst=6",
    "tidemark.limits.polls-per-second=1",
    "tidemark.limits.polls-burst=6",
    "tidemark.limits.tokens-per-second=20",
    "tidemark.limits.tokens-burst=20",
    "tidemark.limits.unauthenticated-per-second=1",
    "tidemark.limits.unauthenticated-burst=6",
    "tidemark.quotas.replies=3",
    "tidemark.quotas.businesses=2",
    "tidemark.quotas.products=2",
    "tidemark.quotas.sessions=2",
    "tidemark.quotas.images=2"
})
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface TightLimits {}
