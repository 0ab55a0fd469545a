/** What keeps the built-in issuer, which gives anybody a token, to trials. */
@NullMarked
package io.tidemark.edge.auth.trial;

import org.jspecify.annotations.NullMarked;
