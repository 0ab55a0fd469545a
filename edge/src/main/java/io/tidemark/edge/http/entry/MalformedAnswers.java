package io.tidemark.edge.http.entry;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** Adds a problem to the answers of Reactor Netty to what is no valid HTTP. The connection is closed behind each. */
class MalformedAnswers extends ChannelOutboundHandlerAdapter {

    private static final Map<HttpResponseStatus, WireProblem> PROBLEMS = Map.of(
            HttpResponseStatus.BAD_REQUEST,
            new WireProblem(400, "Bad Request", "request.malformed", "the request is not valid HTTP"),
            HttpResponseStatus.REQUEST_URI_TOO_LONG,
            new WireProblem(414, "URI Too Long", "address.too-long", "the address is too long"),
            HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
            new WireProblem(431, "Request Header Fields Too Large", "headers.too-large", "the headers are too large"));

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        var problem = message instanceof FullHttpResponse answer ? problemOf(answer) : null;
        if (problem == null) {
            super.write(context, message, promise);
        } else {
            ReferenceCountUtil.release(message);
            super.write(context, problem, promise);
        }
    }

    /** Null for the answers that have passed through the filters. */
    private static @Nullable FullHttpResponse problemOf(FullHttpResponse answer) {
        var problem = isBare(answer) ? PROBLEMS.get(answer.status()) : null;
        if (problem == null) {
            return null;
        }
        var body = ByteBufUtil.writeUtf8(answer.content().alloc(), problem.body());
        var written = new DefaultFullHttpResponse(answer.protocolVersion(), answer.status(), body);
        written.headers()
                .add(answer.headers())
                .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        return written;
    }

    private static boolean isBare(FullHttpResponse answer) {
        return !answer.content().isReadable()
                && !answer.headers().contains(HttpHeaderNames.CONTENT_TYPE)
                && answer.headers().contains(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true)
                && "0".equals(answer.headers().get(HttpHeaderNames.CONTENT_LENGTH));
    }
}
