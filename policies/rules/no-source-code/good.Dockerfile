FROM node:24-trixie-slim
WORKDIR /app
COPY package.json package-lock.json server.js ./
COPY public ./public
RUN npm ci --omit=dev
USER node
CMD ["node", "server.js"]
