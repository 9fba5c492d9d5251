package dev.classify.simulator.answer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.simulator.answer.Completion.FinishReason;
import dev.classify.simulator.answer.Completion.Usage;
import dev.classify.simulator.request.ResponseFormat;
import java.util.ArrayList;
import java.util.List;

/// Writes answers of `/v1/responses`.
final class ResponsesWriter implements AnswerWriter {

  @Override
  public ObjectNode whole(AnswerMetadata head, Completion completion) {
    boolean cut = completion.finishReason() == FinishReason.LENGTH;
    ObjectNode body = body(head, cut ? "incomplete" : "completed");
    if (cut) {
      body.putObject("incomplete_details").put("reason", "max_output_tokens");
    }
    body.putArray("output").add(item(head, completion));
    body.set("usage", usage(completion.usage()));
    return body;
  }

  @Override
  public List<String> events(AnswerMetadata head, Completion completion) {
    boolean refused = completion.finishReason() == FinishReason.REFUSAL;
    String kind = refused ? "response.refusal" : "response.output_text";
    Events events = new Events();
    ObjectNode started = body(head, "in_progress");
    started.putArray("output");
    events.add("response.created").set("response", started);
    events.add("response.in_progress").set("response", started);
    ObjectNode open = item(head, completion).put("status", "in_progress");
    open.putArray("content");
    events.add("response.output_item.added").put("output_index", 0).set("item", open);
    place(events.add("response.content_part.added"), head)
        .set("part", part(new Completion("", completion.finishReason(), completion.usage())));
    for (String piece : AnswerWriter.pieces(completion.text())) {
      ObjectNode delta = place(events.add(kind + ".delta"), head).put("delta", piece);
      if (!refused) {
        delta.putArray("logprobs");
      }
    }
    ObjectNode done = place(events.add(kind + ".done"), head);
    done.put(refused ? "refusal" : "text", completion.text());
    if (!refused) {
      done.putArray("logprobs");
    }
    place(events.add("response.content_part.done"), head).set("part", part(completion));
    events
        .add("response.output_item.done")
        .put("output_index", 0)
        .set("item", item(head, completion));
    ObjectNode whole = whole(head, completion);
    events.add("response." + whole.path("status").asText()).set("response", whole);
    return events.written();
  }

  /// Collects the events and numbers them.
  private static final class Events {

    private final List<ObjectNode> events = new ArrayList<>();

    ObjectNode add(String type) {
      ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", type);
      event.put("sequence_number", events.size());
      events.add(event);
      return event;
    }

    List<String> written() {
      return events.stream()
          .map(event -> "event: " + event.path("type").asText() + "\ndata: " + event + "\n\n")
          .toList();
    }
  }

  private static ObjectNode place(ObjectNode event, AnswerMetadata head) {
    return event.put("item_id", messageId(head)).put("output_index", 0).put("content_index", 0);
  }

  private static ObjectNode body(AnswerMetadata head, String status) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", "resp_" + head.id())
            .put("object", "response")
            .put("created_at", head.createdAtSeconds())
            .put("status", status)
            .putNull("error")
            .putNull("incomplete_details")
            .putNull("instructions");
    if (head.request().tokensMax() > 0) {
      body.put("max_output_tokens", head.request().tokensMax());
    } else {
      body.putNull("max_output_tokens");
    }
    body.put("model", head.request().model())
        .put("parallel_tool_calls", true)
        .putNull("previous_response_id")
        .put("service_tier", head.request().serviceTier())
        .put("store", true)
        .put("temperature", 1.0)
        .put("tool_choice", "auto")
        .put("top_p", 1.0)
        .put("truncation", "disabled");
    body.putObject("reasoning").putNull("effort").putNull("summary");
    body.putObject("text").set("format", format(head.request().format()));
    body.putArray("tools");
    body.putObject("metadata");
    return body;
  }

  private static ObjectNode format(ResponseFormat format) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    return switch (format) {
      case ResponseFormat.Text _ -> json.put("type", "text");
      case ResponseFormat.JsonObject _ -> json.put("type", "json_object");
      case ResponseFormat.JsonSchema schema -> {
        json.put("type", "json_schema").put("name", schema.name()).put("strict", schema.strict());
        yield json.set("schema", schema.schema());
      }
    };
  }

  private static ObjectNode item(AnswerMetadata head, Completion completion) {
    ObjectNode item =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", messageId(head))
            .put("type", "message")
            .put(
                "status",
                completion.finishReason() == FinishReason.LENGTH ? "incomplete" : "completed")
            .put("role", "assistant");
    item.putArray("content").add(part(completion));
    return item;
  }

  private static ObjectNode part(Completion completion) {
    ObjectNode part = JsonNodeFactory.instance.objectNode();
    if (completion.finishReason() == FinishReason.REFUSAL) {
      return part.put("type", "refusal").put("refusal", completion.text());
    }
    part.put("type", "output_text").put("text", completion.text());
    part.putArray("annotations");
    part.putArray("logprobs");
    return part;
  }

  private static String messageId(AnswerMetadata head) {
    return "msg_" + head.id();
  }

  private static ObjectNode usage(Usage usage) {
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("input_tokens", usage.promptTokens());
    json.putObject("input_tokens_details")
        .put("cached_tokens", usage.cachedTokens())
        .put("cache_write_tokens", usage.cacheWriteTokens());
    json.put("output_tokens", usage.completionTokens());
    json.putObject("output_tokens_details").put("reasoning_tokens", 0);
    return json.put("total_tokens", usage.promptTokens() + usage.completionTokens());
  }
}
