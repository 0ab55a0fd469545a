package io.tidemark.db.timeout;

import java.util.ArrayList;
import java.util.List;

/** Refuses time-outs that are not shorter than those around them. */
class TimeoutOrder {

    /**
     * @throws TimeoutsOutOfOrderException if one is as long as one of the next longer kind, or longer
     */
    TimeoutOrder(List<OrderedTimeout> timeouts) {
        var violations = new ArrayList<String>();
        var inner = List.<OrderedTimeout>of();
        for (var kind : Wait.values()) {
            var outer = timeouts.stream().filter(each -> each.kind() == kind).toList();
            inner.forEach(shorter -> outer.stream()
                    .filter(longer -> shorter.value().compareTo(longer.value()) >= 0)
                    .forEach(longer -> violations.add(shorter + " must be shorter than " + longer)));
            inner = outer.isEmpty() ? inner : outer;
        }
        if (!violations.isEmpty()) {
            throw new TimeoutsOutOfOrderException(violations);
        }
    }
}
