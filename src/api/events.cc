#include "api/events.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace perankh::api {

std::optional<std::string> EventQueue::next(std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  const bool something = changed_.wait_for(lock, patience, [this] { return closed_ || !waiting_.empty(); });
  if (!something) return "";
  if (waiting_.empty()) return std::nullopt;
  return std::exchange(waiting_, {});
}

std::string Events::event(std::string_view name, const Json& data) {
  return fmt::format("id: {}\nevent: {}\ndata: {}\n\n", ++last_id_, name, to_text(data));
}

void EventQueue::leave() {
  const std::lock_guard lock(mutex_);
  left_ = true;
  changed_.notify_all();
}

void Events::forget_the_gone() {
  std::erase_if(listeners_, [](const std::weak_ptr<EventQueue>& listener) { return listener.expired(); });
}

void Events::put(EventQueue& queue, const std::string& event) {
  const std::lock_guard lock(queue.mutex_);
  queue.waiting_ += event;
  queue.changed_.notify_all();
}

std::shared_ptr<EventQueue> Events::listen(const State& state) {
  const std::lock_guard lock(mutex_);
  forget_the_gone();
  if (closed_ || listeners_.size() >= kListeners) return nullptr;
  auto queue = std::make_shared<EventQueue>();
  listeners_.push_back(queue);
  put(*queue, event("state", state()));
  return queue;
}

void Events::tell(std::string_view name, const Json& data, const State& state) {
  const std::lock_guard lock(mutex_);
  forget_the_gone();
  const std::string told = event(name, data);
  for (const auto& listener : listeners_) {
    const auto queue = listener.lock();
    if (!queue) continue;
    bool behind = false;
    {
      const std::lock_guard queue_lock(queue->mutex_);
      behind = queue->waiting_.size() + told.size() > EventQueue::kBacklog;
      if (behind) queue->waiting_.clear();
    }
    put(*queue, behind ? event("state", state()) : told);
  }
}

void Events::close(std::chrono::milliseconds patience) {
  std::vector<std::shared_ptr<EventQueue>> queues;
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    const std::string bye = event("bye", Json::object());
    for (const auto& listener : listeners_) {
      const auto queue = listener.lock();
      if (!queue) continue;
      put(*queue, bye);
      const std::lock_guard queue_lock(queue->mutex_);
      queue->closed_ = true;
      queue->changed_.notify_all();
      queues.push_back(queue);
    }
  }
  const auto deadline = std::chrono::steady_clock::now() + patience;
  for (const auto& queue : queues) {
    std::unique_lock lock(queue->mutex_);
    queue->changed_.wait_until(lock, deadline, [&] { return queue->left_; });
  }
}

bool Events::anybody() const {
  const std::lock_guard lock(mutex_);
  return std::ranges::any_of(listeners_, [](const auto& listener) { return !listener.expired(); });
}

}  // namespace perankh::api
