package com.example.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** Answers GET /gross/NET with the amount including VAT, for the invoices the shop sends. */
public final class Invoices {
  private static final BigDecimal VAT = new BigDecimal("1.19");

  public static void main(String[] args) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(8081), 0);
    server.createContext("/healthz", exchange -> answer(exchange, 200, "ok"));
    server.createContext("/gross/", Invoices::gross);
    server.setExecutor(Executors.newFixedThreadPool(8));
    server.start();
  }

  private static void gross(HttpExchange exchange) throws IOException {
    String net = exchange.getRequestURI().getPath().substring("/gross/".length());
    try {
      BigDecimal amount = new BigDecimal(net).multiply(VAT).setScale(2, RoundingMode.HALF_UP);
      answer(exchange, 200, amount.toPlainString());
    } catch (NumberFormatException e) {
      answer(exchange, 400, "not an amount");
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
