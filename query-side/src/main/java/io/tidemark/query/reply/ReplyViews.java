package io.tidemark.query.reply;

import io.tidemark.query.read.Views;

/** Reads {@code reply_view}. */
interface ReplyViews extends Views<ReplyView> {

    @Override
    default String name() {
        return "replies";
    }
}
