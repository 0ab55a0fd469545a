package io.tidemark.query.product;

import io.tidemark.query.dashboard.DashboardPart;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The products on the dashboard: how many there are, by status. */
@Component
class ProductDashboard implements DashboardPart {

    private final JdbcClient jdbc;

    ProductDashboard(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "products";
    }

    @Override
    public Object now() {
        Map<String, Long> byStatus = new LinkedHashMap<>();
        jdbc.sql("SELECT status, count(*) FROM product_view GROUP BY status ORDER BY status")
                .query(row -> {
                    byStatus.put(row.getString("status"), row.getLong("count"));
                });
        return byStatus;
    }
}
