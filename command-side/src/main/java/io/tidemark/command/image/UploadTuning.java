package io.tidemark.command.image;

import java.time.Duration;

/**
 * The constants of uploads. Only tests use other values.
 *
 * @param maxUploads how many images are received at once, each with an open file, so that dozens of users with slow
 *     uploads leave places for others; one more is answered 503
 * @param maxUploadsPerUser how many images are received at once from one user, so that nobody takes all places
 * @param uploadTimeout how long the upload of an image may take: enough for the largest image at 350 kbit/s
 * @param maxPixels how many pixels an image may have; a program that shows it needs four bytes of memory for each
 */
record UploadTuning(int maxUploads, int maxUploadsPerUser, Duration uploadTimeout, long maxPixels) {

    static final UploadTuning DEFAULT = new UploadTuning(128, 4, Duration.ofMinutes(2), 40_000_000);
}
