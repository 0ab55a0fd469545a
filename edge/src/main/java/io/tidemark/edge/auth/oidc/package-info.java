/** Tokens of an OIDC issuer, and the keys that they are verified with. */
@NullMarked
package io.tidemark.edge.auth.oidc;

import org.jspecify.annotations.NullMarked;
