// The calls of `tare clean -a -y` and nothing else, as a yardstick: two threads read every folder below FOLDER and the status of every
// file, and when all are known two threads remove them. Every folder directly below FOLDER is one item of work.
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

struct entry { char *name; int is_folder, count, room; struct entry *entries; };
struct record { unsigned long inode; long offset; unsigned short length; unsigned char type; char name[]; };

static struct entry top;
static int top_folder, next_item;

static struct entry *add(struct entry *parent, const char *name, int is_folder)
{
    if (parent->count == parent->room) {
        parent->room = parent->room ? 2 * parent->room : 24;
        parent->entries = realloc(parent->entries, parent->room * sizeof(struct entry));
    }
    struct entry *added = &parent->entries[parent->count++];
    *added = (struct entry){ .name = strdup(name), .is_folder = is_folder };
    return added;
}

static int open_folder(int at, const char *name) { return openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC); }

static void read_folder(int folder, struct entry *self, int is_deep)
{
    char buffer[32768];
    long size;
    while ((size = syscall(SYS_getdents64, folder, buffer, sizeof buffer)) > 0)
        for (long at = 0; at < size; at += ((struct record *)(buffer + at))->length) {
            struct record *record = (struct record *)(buffer + at);
            struct statx status;
            if (!strcmp(record->name, ".") || !strcmp(record->name, "..")) continue;
            add(self, record->name, record->type == DT_DIR);
            if (record->type != DT_DIR) syscall(SYS_statx, folder, record->name, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, &status);
        }
    for (int i = 0; is_deep && i < self->count; i++)
        if (self->entries[i].is_folder) {
            int below = open_folder(folder, self->entries[i].name);
            read_folder(below, &self->entries[i], 1);
            close(below);
        }
}

static void remove_entry(int at, struct entry *self)
{
    if (!self->is_folder) { unlinkat(at, self->name, 0); return; }
    int folder = open_folder(at, self->name);
    for (int i = 0; i < self->count; i++) remove_entry(folder, &self->entries[i]);
    close(folder);
    unlinkat(at, self->name, AT_REMOVEDIR);
}

static void *work(void *removes)
{
    for (int i; (i = __atomic_fetch_add(&next_item, 1, __ATOMIC_RELAXED)) < top.count;) {
        struct entry *item = &top.entries[i];
        if (removes) remove_entry(top_folder, item);
        else if (item->is_folder) {
            int folder = open_folder(top_folder, item->name);
            read_folder(folder, item, 1);
            close(folder);
        }
    }
    return NULL;
}

static void on_two_threads(void *removes)
{
    pthread_t other;
    next_item = 0;
    pthread_create(&other, NULL, work, removes);
    work(removes);
    pthread_join(other, NULL);
}

int main(int count, char **words)
{
    if (count != 2 || (top_folder = open_folder(AT_FDCWD, words[1])) < 0) return 2;
    read_folder(top_folder, &top, 0);
    on_two_threads(NULL);
    on_two_threads(&top);
    return 0;
}
