// The whole surface of a request: head, address, route, body. Whatever the bytes, it ends with a call or an error, and
// what is let through is within its limits.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "api/call.h"
#include "api/head.h"
#include "api/problem.h"
#include "api/request.h"

namespace {

using namespace perankh;

void require(bool condition) {
  if (!condition) std::abort();
}

void check_error(const Error& error) {
  const int status = api::status_of(error);
  require(status >= 400 && status < 500);  // nothing that a client says is a mistake of ours
  require(!api::to_text(api::problem_json(error)).empty());
}

void check_body(api::Call& call, std::string_view body) {
  if (call.route->body == api::BodyKind::kFile) return;
  const auto read = api::read_body(call, body);
  if (!read) return check_error(read.error());
  require(call.body.index() != 0);
}

void check_call(const api::Head& head, const api::Target& target, std::string_view body) {
  auto call = api::read_address(head.method, target);
  if (!call) return check_error(call.error().error);
  require(call->route->method == head.method);
  require(call->query.limit >= 1 && call->query.limit <= 1000);
  if (const auto fine = api::check_body_head(*call->route, head); !fine) return check_error(fine.error());
  if (call->route->body != api::BodyKind::kNone) check_body(*call, body);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t end = bytes.find("\r\n\r\n");
  const std::size_t head_size = end == std::string_view::npos ? size : end + 4;
  const auto head = api::read_head(bytes.substr(0, head_size));
  if (!head) {
    check_error(head.error());
    return 0;
  }
  require(head->header("host").has_value() && !head->header("transfer-encoding"));
  const auto target = api::read_target(head->target);
  if (!target) {
    check_error(target.error());
    return 0;
  }
  for (const std::string& part : target->path) require(part != ".." && part.find('\0') == std::string::npos);
  check_call(*head, *target, bytes.substr(head_size));
  return 0;
}
