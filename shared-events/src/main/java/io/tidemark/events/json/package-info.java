/** How events are written as JSON. Jackson finds the module by itself; nothing else of the contract depends on Jackson. */
@NullMarked
package io.tidemark.events.json;

import org.jspecify.annotations.NullMarked;
