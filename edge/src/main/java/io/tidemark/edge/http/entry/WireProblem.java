package io.tidemark.edge.http.entry;

/** An RFC 9457 problem of what no filter sees. No part of it needs escaping in JSON. */
record WireProblem(int status, String title, String code, String detail) {

    String body() {
        return "{\"detail\":\"%s\",\"status\":%s,\"title\":\"%s\",\"code\":\"%s\"}"
                .formatted(detail, status, title, code);
    }
}
