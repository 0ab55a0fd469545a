package io.tidemark.events.session;

import java.time.Instant;

/**
 * Something that a user did in a work session.
 *
 * @param localId its name on the device, by which it is counted once
 * @param at by the device's clock
 * @param count how often it was done
 */
public record SessionActivity(String localId, String kind, Instant at, long count) {}
